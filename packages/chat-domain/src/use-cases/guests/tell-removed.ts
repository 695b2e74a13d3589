import type { Recipient } from '../../model/connection.js';
import type { RemovedEvent, RemovedReason } from '../../model/server-event.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageGateway } from '../../ports/message-gateway.js';
import { onePage } from '../fan-out/one-page.js';

/** How long telling may take, in milliseconds. The connections are out of the room, whether they are reached or not. */
const DEADLINE = 1_000;

/** Tells connections that they were taken out of a room. Best effort, and never rejects. */
export async function tellRemoved(
  { gateway, clock }: { readonly gateway: Pick<MessageGateway, 'deliver'>; readonly clock: Clock },
  { room, reason }: { readonly room: string; readonly reason: RemovedReason },
  recipients: readonly Recipient[],
): Promise<void> {
  if (recipients.length === 0) return;
  const event: RemovedEvent = { type: 'removed', room, reason };
  await gateway.deliver(event, onePage(recipients), { deadline: clock.now() + DEADLINE });
}
