import { SERVICE_RANK } from '../model/access/service-rank.js';
import type { AccessPolicy } from '../model/access/access-policy.js';
import { ChatError } from '../model/chat-error.js';
import { clientMessageId } from '../model/client-message-id.js';
import type { Person } from '../model/identity.js';
import { LIMITS } from '../model/limits.js';
import type { MessageReference } from '../model/log-entry.js';
import { messageContent, type ContentInput } from '../model/message-content.js';
import type { ResolvedRoom, RoomReference } from '../model/room-reference.js';
import { isUserId } from '../model/user-id.js';
import { hasVisibleCharacter } from '../model/visible.js';
import type { BlockRepository } from '../ports/block-repository.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { TextDigest } from '../ports/text-digest.js';
import { requireUnblocked } from './direct/require-unblocked.js';
import { resolveRoom } from './direct/resolve-room.js';
import { receiptOf, type SendReceipt } from './log/send-receipt.js';
import { perPorts } from './per-ports.js';
import { policyOf } from './policy-of.js';
import { postMessageOf, type PostMessage } from './post-message.js';

/** What {@link PublishMessage} needs. */
export interface PublishMessageDependencies {
  readonly policy: AccessPolicy;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  /** Without it no user has blocked another. */
  readonly blocks?: Pick<BlockRepository, 'hasBlocked'> | undefined;
  readonly post: PostMessage;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Input of {@link PublishMessage}. */
export interface PublishMessageCommand extends RoomReference, ContentInput {
  /** Whom the message is from, as clients see it; a direct message is one between this sender and `with`. */
  readonly as: Person;
  /** The message that this one answers; it may have been deleted since. */
  readonly replyTo?: MessageReference | undefined;
  /**
   * With it the message is stored once for its sender, however often it is published. No user can use it up, whatever
   * their id.
   */
  readonly clientMessageId?: string | undefined;
}

/**
 * Stores a message of a backend, and broadcasts it as that of a user is. A backend has no connection and no token: what
 * calls this MUST know that it may publish. It is in no room, has no rate limit, and no slow mode and no sanction holds
 * for it; a user who has blocked its `as.id` gets no direct message.
 */
export class PublishMessage {
  readonly #dependencies: PublishMessageDependencies;

  constructor(dependencies: PublishMessageDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @throws ChatError `bad_request` for a sender that is none, `invalid_room`, `invalid_text`, `invalid_meta`, `forbidden`,
   * `message_not_found`, `client_message_id_reused`, `unavailable`
   */
  async execute(command: PublishMessageCommand): Promise<SendReceipt> {
    const { digest, post, clock, logger } = this.#dependencies;
    const start = clock.now();
    const sender = serviceSender(command.as);
    const where = resolveRoom(digest, { ...command, identity: { userId: sender.id } });
    const { room, with: to } = where;
    const content = messageContent(command);
    const id = command.clientMessageId === undefined ? undefined : clientMessageId(command.clientMessageId);
    await this.#authorize(sender.id, where);
    const { replyTo } = command;
    const about = { room, sender, to, ...content, replyTo, clientMessageId: id };
    const written = await post.execute({ kind: 'message', published: true, ...about });
    const { seq } = written.entry;
    logger.info('sent', { room, seq, duplicate: written.duplicate, ms: clock.now() - start });
    return { ...receiptOf(written, { clientMessageId: id }), ...where };
  }

  async #authorize(userId: string, { room, with: to }: ResolvedRoom): Promise<void> {
    const { policy, blocks } = this.#dependencies;
    const access = policy.access({ userId, roles: [], rank: SERVICE_RANK }, 'publish', room, to);
    if (access !== 'granted') throw new ChatError('forbidden', `Services may not publish in ${room}.`);
    if (to !== undefined) await requireUnblocked(blocks, userId, to, 'publish');
  }
}

function serviceSender({ id, name }: Person): Person {
  if (!isUserId(id)) throw new ChatError('bad_request', '"as.id" is no user id.');
  if (name.length > LIMITS.userNameLength || !hasVisibleCharacter(name)) {
    throw new ChatError('bad_request', `"as.name" is not 1 to ${LIMITS.userNameLength} characters.`);
  }
  return { id, name };
}

/** The {@link PublishMessage} of a chat. */
export const publishMessageOf = perPorts(
  (ports: ChatPorts) => new PublishMessage({ ...ports, policy: policyOf(ports), post: postMessageOf(ports) }),
);
