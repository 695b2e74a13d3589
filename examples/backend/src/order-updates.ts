import { isPublishError, type PublishRequest, type PublishResponse } from '@serverless-ws/chat-protocol';

/** Something that happened to an order. */
export interface OrderUpdate {
  readonly order: number;
  /** The user id of the customer. */
  readonly customer: string;
  readonly state: 'packed' | 'shipped';
}

/** Hands a request to the chat; rejects where that may be tried again. */
export type PublishCall = (request: PublishRequest) => Promise<PublishResponse>;

/** As whom the messages appear: an id that no user has. */
const as = { id: 'orders', name: 'Orders' };

/**
 * Tells the room of the shop, and the customer. The ids are made of the update, so that it is told once, however often
 * this runs.
 *
 * @throws Error where a message was not published; `retryable` of each says whether to run it again
 */
export async function tellOrder(
  { order, customer, state }: OrderUpdate,
  publish: PublishCall,
): Promise<void> {
  const id = `order-${order}-${state}`;
  const meta = { order, state };
  const response = await publish({
    messages: [
      { room: 'private.shop', text: `Order ${order} is ${state}.`, as, meta, clientMessageId: id },
      {
        with: customer,
        text: `Your order ${order} is ${state}.`,
        as,
        meta,
        clientMessageId: `${id}-customer`,
      },
    ],
  });
  const failed = ('results' in response ? response.results : [response]).filter(isPublishError);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
}
