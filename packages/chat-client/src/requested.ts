import {
  done,
  eventIn,
  type ActionFields,
  type AnyActionDescriptor,
  type AnyEventDescriptor,
  type EventFrame,
} from '@serverless-ws/chat-protocol';
import { disconnected } from './connection/disconnected.js';
import type { ReceivedFrame, Session } from './connection/session.js';
import { RequestError } from './request-error.js';

/** The frame with which a server responds to an action. */
export type ResponseOf<Action extends AnyActionDescriptor> = Action['response'] extends AnyEventDescriptor
  ? EventFrame<Action['response']>
  : EventFrame<typeof done>;

/**
 * Requests an action by its descriptor.
 * @throws RequestError `disconnected`, `timeout`, `bad_response`, or the server's error
 */
export async function requested<Action extends AnyActionDescriptor>(
  session: Session | null,
  { name, response }: Action,
  fields: ActionFields<Action>,
): Promise<ResponseOf<Action>> {
  if (session === null) throw disconnected('not connected');
  const event: AnyEventDescriptor = response === 'done' ? done : response;
  const frame = await session.request({ ...fields, action: name }, event.type as ReceivedFrame['type']);
  const read = eventIn(event, frame);
  if (read === null) throw new RequestError('bad_response', name, false);
  return read as ResponseOf<Action>;
}
