import type { Ping } from '@serverless-ws/chat-domain';

import { answer, type AnswerDependencies, type FrameHandler } from '../answer/answer.js';

/** What {@link defaultHandler} needs. */
export interface DefaultHandlerDependencies extends AnswerDependencies {
  readonly ping: Ping;
}

/** `ping`, and every frame that no other route takes: not JSON, no action, or one that does not exist. */
export function defaultHandler(dependencies: DefaultHandlerDependencies): FrameHandler {
  const { ping } = dependencies;
  return answer(dependencies, { ping });
}
