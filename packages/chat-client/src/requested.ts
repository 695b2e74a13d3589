import {
  eventIn,
  type ActionFields,
  type AnyActionDescriptor,
  type AnyEventDescriptor,
  type done,
  type EventFrame,
} from '@serverless-ws/chat-protocol';
import type { RequestFrame, Session } from './connection/session.js';
import { disconnected } from './request-error.js';

/** The frame with which a server responds to an action. */
export type ResponseOf<Action extends AnyActionDescriptor> = Action['response'] extends AnyEventDescriptor
  ? EventFrame<Action['response']>
  : EventFrame<typeof done>;

/**
 * Requests what is answered by `done`, without a descriptor, which every page would carry.
 * @throws RequestError `disconnected`, `timeout`, or the server's error
 */
export async function requestedDone(session: Session | null, frame: RequestFrame): Promise<void> {
  if (session === null) throw disconnected();
  await session.request(frame, 'done');
}

/**
 * Requests an action by its descriptor.
 * @throws RequestError `disconnected`, `timeout`, `bad_response`, or the server's error
 */
export async function requested<Action extends AnyActionDescriptor>(
  session: Session | null,
  { name, response }: Action,
  fields: ActionFields<Action>,
): Promise<ResponseOf<Action>> {
  if (session === null) throw disconnected();
  const frame = { ...fields, action: name };
  const received = await (response === 'done'
    ? session.request(frame, 'done')
    : session.requestCustom(frame, { type: response.type, read: (read) => eventIn(response, read) }));
  return received as ResponseOf<Action>;
}
