import type { ClientAction } from '../client-frames/client-frame.js';
import type { Correlation } from '../parse/correlation.js';
import type { ServerFrameOf } from '../server-frames/server-frame.js';

/** The answer to an action that has nothing else to say. */
export function doneFrame(action: ClientAction, { requestId }: Correlation = {}): ServerFrameOf<'done'> {
  return { type: 'done', ...(requestId === undefined ? {} : { requestId }), action: action };
}
