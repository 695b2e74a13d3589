import {
  admissionOf,
  authorizeOf,
  ChatError,
  resolveRoom,
  type AdmissionPorts,
  type AuthorizePorts,
  type ChatPorts,
  type TokenVerifier,
} from '@serverless-ws/chat-domain';
import { handshakeToken } from '@serverless-ws/chat-protocol';
import type { AttachmentRequest } from './attachment-request.js';

/** What {@link AttachmentAccess} needs: the chat's own verifier, table and settings. */
export interface AttachmentAccessPorts extends AuthorizePorts, AdmissionPorts, Pick<ChatPorts, 'digest'> {
  readonly verifier: TokenVerifier;
}

/** Who may send files to a room, and read them there: those who may enter it, and in a direct room both of its users. */
export class AttachmentAccess {
  readonly #ports: AttachmentAccessPorts;

  constructor(ports: AttachmentAccessPorts) {
    this.#ports = ports;
  }

  /**
   * The name of the room that a request is about, where its user may do there what they ask.
   *
   * @param authorization - the header, with the token that the user connects to the chat with
   * @throws ChatError `unauthorized`, `banned`, `rate_limited`, `forbidden`, `invalid_room`, `bad_request`, `unavailable`
   */
  async roomOf(authorization: string | undefined, request: AttachmentRequest): Promise<string> {
    const token = handshakeToken(authorization, undefined);
    if (token === null) throw new ChatError('unauthorized', 'There is no token.');
    // There is no connection: who may enter a room by their token and invitations may have its files.
    const caller = { identity: await this.#ports.verifier.verify(token), connectionId: '' };
    await admissionOf(this.#ports)?.execute(caller, 0);
    const { room, with: other } = resolveRoom(this.#ports.digest, { ...caller, ...request });
    const direct = request.action === 'upload' ? 'sendMessage' : 'listMessages';
    await authorizeOf(this.#ports).execute(caller, other === undefined ? 'joinRoom' : direct, room, other);
    return room;
  }
}
