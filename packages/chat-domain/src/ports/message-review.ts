import type { Person } from '../model/identity.js';
import type { Message, MessageReference } from '../model/log-entry.js';
import type { MessageContent } from '../model/message-content.js';

/** What is asked to be accepted: a message, or an edit of one. */
export interface ReviewedMessage {
  readonly kind: Message['kind'] | 'edit';
  readonly room: string;
  readonly sender: Person;
  /** The other user, in a direct room. */
  readonly to?: string;
  readonly content: MessageContent;
  /** The message that is edited, or that this one answers. */
  readonly target?: MessageReference;
  readonly clientMessageId?: string;
  /** It is a backend's, not a user's. */
  readonly published?: true;
}

/**
 * The decision about a message.
 * - `accept`: it is stored as it is.
 * - `replace`: the content is stored in the place of its own.
 * - `reject`: it is not stored; its sender is told the reason.
 */
export type ReviewVerdict =
  | { readonly verdict: 'accept' }
  | { readonly verdict: 'replace'; readonly content: MessageContent }
  | { readonly verdict: 'reject'; readonly reason: string };

/**
 * Decides about messages before they are stored: the rules of a team.
 *
 * MUST settle within `LIMITS.reviewTimeout`, whatever it asks. MUST reject where it has no decision: where it could not
 * ask, or got no answer in time, or one that is no {@link ReviewVerdict}. MAY be asked about the same message more than
 * once, and decide otherwise: the first decision that is stored counts.
 */
export interface MessageReview {
  review(message: ReviewedMessage): Promise<ReviewVerdict>;
}
