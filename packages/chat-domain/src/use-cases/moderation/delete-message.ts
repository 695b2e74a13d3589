import { roomKind } from '../../model/access/room-kind.js';
import { ChatError } from '../../model/chat-error.js';
import type { Message, MessageReference, Tombstone } from '../../model/log-entry.js';
import type { ResolvedRoom, RoomReference } from '../../model/room-reference.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { ReportedMessages } from '../../ports/moderation/reported-messages.js';
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
  /** Without it moderators have no way to a direct message. */
  readonly reported?: ReportedMessages | undefined;
  /** A deletion is broadcast to the whole room, so it counts as a message. */
  readonly flood?: FloodControl | undefined;
}

/** Input of {@link DeleteMessage}. */
export interface DeleteMessageCommand extends Caller, RoomReference {
  readonly seq: number;
  /** The message's id: a restored log may have another message at this position. */
  readonly id: string;
}

/** The tombstone of the message, or the message that is still to be deleted. */
type Target = Message | Tombstone;

/** A target, and where it is. */
interface Found {
  readonly room: string;
  readonly target: Target;
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
   * @returns the room that the request was about
   * @throws ChatError `bad_request`, `invalid_room`, `forbidden`, `not_joined`, `message_not_found`, `rate_limited`, …
   */
  async execute(command: DeleteMessageCommand): Promise<ResolvedRoom> {
    const { authorize, digest, flood } = this.#dependencies;
    const { identity } = command;
    const where = resolveRoom(digest, command);
    const { room, with: to } = where;
    const named = await this.#find(room, command);
    const isOwn = named?.sender.id === identity.userId;
    await authorize.execute(command, isOwn ? 'deleteOwnMessage' : 'deleteMessage', room, to);
    const found = named === null ? await this.#findReported(command) : { room, target: named };
    if (found === null) throw new ChatError('message_not_found', 'No such message is here.');
    await flood?.execute(command, found.target.to === undefined ? found.room : null);
    await this.#delete(command, found, to);
    return where;
  }

  /** @param to - the other user, for one of the two users of a direct room */
  async #delete(command: Caller, { room, target }: Found, to: string | undefined): Promise<void> {
    const { writer, broadcast } = this.#dependencies;
    if (target.kind !== 'tombstone') await this.#bury(command, room, target);
    const sender = { id: command.identity.userId, name: command.identity.name };
    const { head, entry } = await writer.write({ kind: 'deletion', room, sender, to, target });
    const between = target.to === undefined ? undefined : [target.sender.id, target.to];
    await broadcast.execute({ head, entries: [entry], between });
  }

  /** A direct message that a moderator names by its id alone, as its room cannot be named, after it was reported. */
  async #findReported({ room, with: userId, seq, id }: DeleteMessageCommand): Promise<Found | null> {
    if (room !== undefined || userId !== undefined) return null;
    const report = await this.#dependencies.reported?.find(id);
    if (report?.seq !== seq || roomKind(report.room) !== 'direct') return null;
    const target = await this.#find(report.room, { seq, id });
    return target && { room: report.room, target };
  }

  #find(room: string, reference: MessageReference): Promise<Target | null> {
    return findMessage(this.#dependencies.messages, room, reference);
  }

  async #bury({ identity }: Caller, room: string, message: Message): Promise<void> {
    const { messages, trail } = this.#dependencies;
    const { id, seq, reservedAt, expiresAt, nonMessages, sender, to, clientMessageId, pushed } = message;
    await trail.record(identity, { action: 'deleteMessage', room, seq, userId: sender.id });
    const own = {
      ...(nonMessages !== undefined && { nonMessages }),
      ...(clientMessageId !== undefined && { clientMessageId }),
      ...(to !== undefined && { to }),
      ...(pushed !== undefined && { pushed }),
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
