import {
  eventIn,
  type AnyActionDescriptor,
  type AnyEventDescriptor,
  type done,
  type EventFrame,
} from '@serverless-ws/chat-protocol';
import type { Session } from './connection/session.js';
import { disconnected } from './request-error.js';

/** The frame with which a server responds to an action. */
export type ResponseOf<Action extends AnyActionDescriptor> = Action['response'] extends AnyEventDescriptor
  ? EventFrame<Action['response']>
  : EventFrame<typeof done>;

/**
 * Requests an action, by what of its descriptor is needed here.
 * @throws RequestError `disconnected`, `timeout`, `bad_response`, or the server's error
 */
export async function requested(
  session: Session | null,
  { name, response }: Pick<AnyActionDescriptor, 'name' | 'response'>,
  fields: object,
): Promise<unknown> {
  if (session === null) throw disconnected();
  const frame = { ...fields, action: name };
  return response === 'done'
    ? session.request(frame, response)
    : session.requestCustom(frame, { type: response.type, read: (read) => eventIn(response, read) });
}
