import type { SendReceipt } from '@serverless-ws/chat-domain';
import type { sendMessage } from '../actions/send-message.js';
import type { ResponseFields } from '../descriptors/define-action.js';
import { wireEntry } from '../fields/wire-entry.js';

/** A receipt as the responses to `sendMessage` and `announce` say it. */
export function ackFields({ entry, ...rest }: SendReceipt): ResponseFields<typeof sendMessage> {
  return { ...rest, ...(entry !== undefined && { entry: wireEntry(entry) }) };
}
