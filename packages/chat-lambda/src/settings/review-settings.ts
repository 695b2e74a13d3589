import { ROOM_KINDS, type RoomKind } from '@serverless-ws/chat-domain';

import type { Environment } from './environment.js';
import { SettingError } from './setting-error.js';

/** A function, or a version or alias of one, by its whole ARN, whose Region is asked. */
const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[a-z\d-]+:\d{12}:function:[\w-]{1,64}(?::(?:\$LATEST|[\w-]+))?$/;

/** By what messages are reviewed before they are accepted. */
export interface ReviewSettings {
  /** The ARN of the function that decides; none does when absent. */
  readonly reviewFunction: string | undefined;
  /** Kinds of rooms in which a message that could not be reviewed is refused. */
  readonly reviewRequired: readonly RoomKind[];
}

/** @throws SettingError naming the variable that is wrong */
export function reviewSettings(environment: Environment): ReviewSettings {
  const reviewFunction = environment.text('CHAT_REVIEW_FUNCTION_ARN');
  if (reviewFunction !== undefined && !FUNCTION_ARN.test(reviewFunction)) {
    throw new SettingError('CHAT_REVIEW_FUNCTION_ARN', 'is not the whole ARN of a function');
  }
  const names = environment.text('CHAT_REVIEW_REQUIRED')?.split(',') ?? [];
  return { reviewFunction, reviewRequired: names.map(kindOf) };
}

function kindOf(name: string): RoomKind {
  const kind = ROOM_KINDS.find((known) => known === name.trim());
  if (kind !== undefined) return kind;
  throw new SettingError('CHAT_REVIEW_REQUIRED', `takes ${ROOM_KINDS.join(', ')}`);
}
