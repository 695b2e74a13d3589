import type { SendReceipt } from '@serverless-ws/chat-domain';
import type { Correlation } from '../parse/correlation.js';
import type { ServerFrameOf } from '../server-frames/server-frame.js';

/** The response to `sendMessage` and `announce`. */
export function ackFrame(receipt: SendReceipt, correlation: Correlation = {}): ServerFrameOf<'ack'> {
  return { type: 'ack', ...correlation, ...receipt };
}
