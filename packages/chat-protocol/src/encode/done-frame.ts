import type { ClientAction } from '../client-frames/client-frame.js';
import type { Correlation } from '../parse/correlation.js';
import type { ServerFrameOf } from '../server-frames/server-frame.js';

/** The response to an action without a result. */
export function doneFrame(action: ClientAction, { requestId }: Correlation = {}): ServerFrameOf<'done'> {
  return { type: 'done', ...(requestId === undefined ? {} : { requestId }), action: action };
}
