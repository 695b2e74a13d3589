import { ChatError } from '../../model/chat-error.js';
import type { Message, Tombstone } from '../../model/log-entry.js';
import type { ResolvedRoom, RoomReference } from '../../model/room-reference.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { TextDigest } from '../../ports/text-digest.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import { broadcastOf, type Broadcast } from '../broadcast.js';
import type { Caller } from '../caller.js';
import { resolveRoom } from '../direct/resolve-room.js';
import { findMessage } from '../log/find-message.js';
import { logWriterOf, type LogWriter } from '../log/log-writer.js';
import { auditTrailOf, type AuditTrail } from './audit-trail.js';
import { floodControlOf, type FloodControl } from './flood-control.js';
import type { ModeratedChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';

/** What {@link DeleteMessage} needs. */
export interface DeleteMessageDependencies {
  readonly authorize: Authorize;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  readonly messages: Pick<MessageRepository, 'find' | 'replace'>;
  readonly writer: LogWriter;
  readonly broadcast: Broadcast;
  readonly trail: AuditTrail;
  /** A deletion is broadcast to the whole room, so it counts as a message. */
  readonly flood?: FloodControl | undefined;
}

/** Input of {@link DeleteMessage}. */
export interface DeleteMessageCommand extends Caller, RoomReference {
  readonly seq: number;
  /** The message's id: a restored log may have another message at this position. */
  readonly id: string;
}

/**
 * Removes the text of a message from the log, for its sender or a moderator, and announces that by an entry of its own.
 * Every step can be repeated: a retry finishes a deletion that was interrupted.
 */
export class DeleteMessage {
  readonly #dependencies: DeleteMessageDependencies;

  constructor(dependencies: DeleteMessageDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @returns the room of the message
   * @throws ChatError `bad_request`, `invalid_room`, `forbidden`, `not_joined`, `message_not_found`, `rate_limited`, …
   */
  async execute(command: DeleteMessageCommand): Promise<ResolvedRoom> {
    const { authorize, digest, flood, writer, broadcast } = this.#dependencies;
    const { identity } = command;
    const where = resolveRoom(digest, command);
    const { room, with: to } = where;
    const target = await findMessage(this.#dependencies.messages, room, command);
    const isOwn = target?.sender.id === identity.userId;
    await authorize.execute(command, isOwn ? 'deleteOwnMessage' : 'deleteMessage', room, to);
    if (target === null) throw new ChatError('message_not_found', 'No such message is here.');
    await flood?.execute(command, to === undefined ? room : null);
    if (target.kind !== 'tombstone') await this.#bury(command, room, target);
    const sender = { id: identity.userId, name: identity.name };
    const { head, entry } = await writer.write({ kind: 'deletion', room, sender, to, target });
    const between = to === undefined ? undefined : [identity.userId, to];
    await broadcast.execute({ head, entries: [entry], between });
    return where;
  }

  async #bury({ identity }: Caller, room: string, message: Message): Promise<void> {
    const { messages, trail } = this.#dependencies;
    const { id, seq, reservedAt, expiresAt, nonMessages, sender, to, clientMessageId } = message;
    await trail.record(identity, { action: 'deleteMessage', room, seq, userId: sender.id });
    const own = {
      ...(nonMessages !== undefined && { nonMessages }),
      ...(clientMessageId !== undefined && { clientMessageId }),
      ...(to !== undefined && { to }),
    };
    const tombstone: Tombstone = { kind: 'tombstone', id, seq, reservedAt, expiresAt, sender, ...own };
    if (await messages.replace(room, tombstone, message.kind)) return;
    // Another request was faster, or the message has just expired.
    if ((await findMessage(messages, room, message))?.kind === 'tombstone') return;
    throw new ChatError('message_not_found', 'No such message is here any more.');
  }
}

/** The {@link DeleteMessage} of a chat. */
export const deleteMessageOf = perPorts(
  (ports: ModeratedChatPorts) =>
    new DeleteMessage({
      ...ports,
      ...ports.moderation,
      authorize: authorizeOf(ports),
      trail: auditTrailOf(ports),
      flood: floodControlOf(ports),
      writer: logWriterOf(ports),
      broadcast: broadcastOf(ports),
    }),
);
