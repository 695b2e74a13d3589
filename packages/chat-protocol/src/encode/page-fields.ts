import type { LogPage, ResolvedRoom } from '@serverless-ws/chat-domain';
import type { ResponseFields } from '../descriptors/define-action.js';
import type { listMessages } from '../actions/list-messages.js';
import { wireEntry } from '../fields/wire-entry.js';

/**
 * A page of the log as the responses to `joinRoom` and `listMessages` say it.
 * @param reader - the id of the user who asked
 */
export function pageFields(
  { entries, ...rest }: LogPage & Pick<ResolvedRoom, 'with'>,
  reader: string,
): ResponseFields<typeof listMessages> {
  return { ...rest, messages: entries.map((entry) => wireEntry(entry, reader)) };
}
