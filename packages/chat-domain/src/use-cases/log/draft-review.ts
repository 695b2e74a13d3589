import { roomKind, type RoomKind } from '../../model/access/room-kind.js';
import { ChatError } from '../../model/chat-error.js';
import { LIMITS } from '../../model/limits.js';
import { contentOf, messageContent, type MessageContent } from '../../model/message-content.js';
import { hasVisibleCharacter } from '../../model/visible.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Logger } from '../../ports/logger.js';
import type { RecordedReview } from '../../ports/message-repository.js';
import type { MessageReview, ReviewedMessage, ReviewVerdict } from '../../ports/message-review.js';
import { perPorts } from '../per-ports.js';
import type { Draft, EditDraft, MessageDraft } from './draft.js';

/** What {@link DraftReview} needs. */
export interface DraftReviewDependencies {
  readonly review: MessageReview;
  readonly logger: Logger;
  /** Kinds of rooms in which nothing is accepted that was not reviewed. */
  readonly required: readonly RoomKind[];
}

/** Asks the review of a chat about what is to be written: messages, announcements and edits. */
export class DraftReview {
  readonly #dependencies: DraftReviewDependencies;

  constructor(dependencies: DraftReviewDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * The decision, as it is recorded. A review without a decision is never recorded, so that a retry asks again: the draft is
   * accepted, but in rooms where reviews are required.
   * @throws ChatError `unavailable` for a review that is required and has no decision
   */
  async execute(draft: Draft): Promise<RecordedReview> {
    if (!isReviewed(draft)) return {};
    const { review, logger, required } = this.#dependencies;
    const { room } = draft;
    try {
      const decided = recorded(await review.review(reviewed(draft)));
      if (decided.replacement !== undefined) logger.info('replaced by review', { room });
      return decided;
    } catch (error) {
      const isRequired = required.includes(roomKind(room));
      logger.error('review failed', error, { room, accepted: !isRequired });
      if (isRequired) throw new ChatError('unavailable', 'The message could not be reviewed; send it again.');
      return {};
    }
  }
}

/**
 * A draft as a recorded review lets it be written: with the content that replaces its own, or as it is.
 * @throws ChatError `rejected`, with the reason that was recorded
 */
export function asReviewed(draft: Draft, { replacement, rejection }: RecordedReview): Draft {
  if (rejection !== undefined) throw new ChatError('rejected', rejection);
  return replacement === undefined || !isReviewed(draft) ? draft : { ...draft, replacement };
}

function isReviewed(draft: Draft): draft is MessageDraft | EditDraft {
  // A team's own kinds are written by its own actions, which check them.
  return draft.kind !== 'deletion' && draft.kind !== 'reaction' && !('data' in draft);
}

function reviewed(draft: MessageDraft | EditDraft): ReviewedMessage {
  const { kind, room, sender, to, clientMessageId } = draft;
  const target = draft.kind === 'edit' ? draft.target : draft.replyTo;
  return {
    ...{ kind, room, sender, content: contentOf(draft.kind === 'edit' ? draft.content : draft) },
    ...(to !== undefined && { to }),
    ...(target !== undefined && { target: { seq: target.seq, id: target.id } }),
    ...(clientMessageId !== undefined && { clientMessageId }),
    ...('published' in draft && draft.published === true && { published: true as const }),
  };
}

/** @throws ChatError, or TypeError, for what is no decision: a content that no user may send, for instance */
function recorded(decision: ReviewVerdict): RecordedReview {
  if (decision.verdict === 'accept') return {};
  if (decision.verdict === 'replace') return { replacement: checked(decision.content) };
  if (decision.verdict === 'reject') return { rejection: reasonOf(decision.reason) };
  throw new TypeError('The review has no verdict.');
}

function checked({ text, meta, mentions }: MessageContent): MessageContent {
  return messageContent({ text, meta, mentions });
}

function reasonOf(reason: string): string {
  if (typeof reason === 'string' && hasVisibleCharacter(reason)) return reason.slice(0, LIMITS.reasonLength);
  throw new TypeError('The review rejects without a reason.');
}

/** The {@link DraftReview} of a chat; `undefined` in one without a review. */
export const draftReviewOf = perPorts(
  ({ review, logger, settings }: Pick<ChatPorts, 'review' | 'logger' | 'settings'>) =>
    review && new DraftReview({ review, logger, required: settings?.reviewRequired ?? [] }),
);
