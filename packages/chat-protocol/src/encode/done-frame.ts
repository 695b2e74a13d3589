import type { ClientAction } from '../client-frames/client-frame.js';
import type { Correlation } from '../parse/correlation.js';
import type { ServerFrameOf } from '../server-frames/server-frame.js';

/** The response to an action without a result; `room`: the one that it was about, if any. */
export function doneFrame(
  action: ClientAction,
  { requestId }: Correlation = {},
  room?: string,
): ServerFrameOf<'done'> {
  return {
    type: 'done',
    ...(requestId === undefined ? {} : { requestId }),
    action,
    ...(room === undefined ? {} : { room }),
  };
}
