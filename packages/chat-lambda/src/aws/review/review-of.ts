import { LIMITS, type MessageReview, type RoomKind } from '@serverless-ws/chat-domain';

import type { RequestScope } from '../../logging/request-scope.js';
import { Environment, type Variables } from '../../settings/environment.js';
import { reviewSettings } from '../../settings/review-settings.js';

/** A review, and where it is required. */
export interface ReviewPorts {
  readonly review: MessageReview;
  /** Kinds of rooms in which a message that could not be reviewed is refused. */
  readonly reviewRequired: readonly RoomKind[];
}

/**
 * The review by the function that `CHAT_REVIEW_FUNCTION_ARN` names; `undefined` where messages are not reviewed. What calls
 * it is loaded for the first message.
 *
 * @param scope - says when calls must end; a review ends by then, also within its own time
 * @throws SettingError
 */
export function reviewOf(variables: Variables, scope?: RequestScope): ReviewPorts | undefined {
  const { reviewFunction: arn, reviewRequired } = reviewSettings(new Environment(variables));
  if (arn === undefined) return undefined;
  const review: MessageReview = {
    async review(message) {
      const { lambdaVerdict } = await import('./lambda-verdict.js');
      const left = (scope?.deadline ?? Infinity) - Date.now();
      const within = Math.max(0, Math.min(LIMITS.reviewTimeout, Math.floor(left)));
      return lambdaVerdict(message, { arn, variables, within });
    },
  };
  return { review, reviewRequired };
}
