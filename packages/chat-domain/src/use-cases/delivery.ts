import { LIMITS } from '../model/limits.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { Reservation } from '../ports/message-repository.js';

/**
 * How new entries get to the members of a room.
 * - `inline`: their sender pushes them, before its own response.
 * - `workers`: workers do, at once: in large rooms.
 * - `batched`: workers do, after a while, together with what is said until then: in busy rooms.
 */
export type Delivery = 'inline' | 'workers' | 'batched';

/** The queues of a chat. */
export type DeliveryPorts = Pick<ChatPorts, 'queue' | 'busyQueue'>;

/**
 * How an entry at a position just reserved is to be delivered.
 *
 * @param head - the reservation. The head alone, where nothing was reserved, does not say when the room last spoke: then
 * it counts as quiet, and no member waits.
 */
export function deliveryOf(head: Reservation, { queue, busyQueue }: DeliveryPorts): Delivery {
  // Not batched: shards of thousands take their workers longer than a second, so they batch by themselves.
  if (head.shards > 1) return queue === undefined ? 'inline' : 'workers';
  return busyQueue !== undefined && isBusy(head) ? 'batched' : 'inline';
}

/** Two intervals: after one alone, the first message after each batch would count as quiet. */
function isBusy({ batched, reservedAt, lastReservedAt = -Infinity }: Reservation): boolean {
  return batched === true && reservedAt - lastReservedAt <= 2 * LIMITS.batchInterval;
}
