import type { Ping } from '@serverless-ws/chat-domain';

import { answer, type AnswerDependencies, type FrameHandler } from '../answer/answer.js';
import { misrouted } from '../answer/misrouted.js';

/** What {@link defaultHandler} needs. */
export interface DefaultHandlerDependencies extends AnswerDependencies {
  readonly ping: Ping;
}

/** `ping`, and every frame that no other route takes: not JSON, no action, or one that does not exist. */
export function defaultHandler(dependencies: DefaultHandlerDependencies): FrameHandler {
  return answer(dependencies, async ({ frame, caller, correlation: { requestId } }) => {
    if (frame.action !== 'ping') throw misrouted(frame.action);
    const heads = await dependencies.ping.execute(caller);
    return { type: 'pong', ...(requestId !== undefined && { requestId }), heads };
  });
}
