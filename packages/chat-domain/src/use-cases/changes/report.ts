import { ChatError } from '../../model/chat-error.js';
import { LIMITS } from '../../model/limits.js';
import type { ResolvedRoom, RoomReference } from '../../model/room-reference.js';
import { isWellFormed } from '../../model/utf8.js';
import type { ModeratedChatPorts } from '../../ports/chat-ports.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { TextDigest } from '../../ports/text-digest.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { resolveRoom } from '../direct/resolve-room.js';
import { findMessage } from '../log/find-message.js';
import { auditTrailOf, type AuditTrail } from '../moderation/audit-trail.js';
import { floodControlOf, type FloodControl } from '../moderation/flood-control.js';
import { perPorts } from '../per-ports.js';

/** What {@link Report} needs. */
export interface ReportDependencies {
  readonly authorize: Authorize;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  readonly messages: Pick<MessageRepository, 'find'>;
  readonly trail: AuditTrail;
  /** Without it users may report at any rate. */
  readonly flood?: FloodControl | undefined;
}

/** Input of {@link Report}. */
export interface ReportCommand extends Caller, RoomReference {
  /** The position of the message. */
  readonly seq: number;
  /** The id of the message. */
  readonly id: string;
  /** Why, in the words of the caller: up to 500 characters. */
  readonly reason?: string | undefined;
}

/**
 * Reports a message to the moderators, by an audit record that names it. The record has no text of the message; what it
 * says is looked up by its id, and deleted by that. A muted user may report, too.
 */
export class Report {
  readonly #dependencies: ReportDependencies;

  constructor(dependencies: ReportDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @returns the room of the message
   * @throws ChatError `bad_request`, `forbidden`, `not_joined`, `message_not_found`, `rate_limited`, …
   */
  async execute(command: ReportCommand): Promise<ResolvedRoom> {
    const { authorize, digest, messages, trail, flood } = this.#dependencies;
    const { identity, id, reason } = command;
    const where = resolveRoom(digest, command);
    const { room, with: to } = where;
    if (reason !== undefined) requireReason(reason);
    await authorize.execute(command, 'report', room, to);
    await flood?.count(command);
    const target = await findMessage(messages, room, command);
    if (target === null) throw new ChatError('message_not_found', 'No such message is here.');
    const about = { room, seq: target.seq, messageId: id, userId: target.sender.id };
    await trail.record(identity, { action: 'report', ...about, ...(reason !== undefined && { reason }) });
    return where;
  }
}

function requireReason(reason: string): void {
  if (reason.length <= LIMITS.reasonLength && isWellFormed(reason)) return;
  throw new ChatError('bad_request', `"reason" is no text of up to ${LIMITS.reasonLength} characters.`);
}

/** The {@link Report} of a chat. */
export const reportOf = perPorts(
  (ports: ModeratedChatPorts) =>
    new Report({
      ...ports,
      authorize: authorizeOf(ports),
      trail: auditTrailOf(ports),
      flood: floodControlOf(ports),
    }),
);
