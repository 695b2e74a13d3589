import type { Recipient } from '../../../model/connection.js';
import { LIMITS } from '../../../model/limits.js';
import type { MessagesEvent } from '../../../model/server-event.js';
import type { DeliverySummary, MessageGateway, Undelivered } from '../../../ports/message-gateway.js';
import type { Closable } from '../contract.js';

/**
 * How a connection takes a post.
 * - `open`: at once.
 * - `gone`: the gateway's own word that it is no more (API Gateway: 410).
 * - `hanging`: no answer, ever.
 * - `failing`: an answer that may pass (429, 500), for ever; with `times`, so often, then `open`.
 * - `refusing`: an answer that says nothing of the connection (403), or no address to reach.
 */
export type Behaviour = 'open' | 'gone' | 'hanging' | 'failing' | 'refusing';

/** What the contract of {@link MessageGateway} needs: a gateway to connections that the case rules. */
export interface MessageGatewayHarness extends Closable {
  readonly gateway: MessageGateway;
  readonly clock: {
    now(): number;
    /** Lets this many milliseconds pass, real or not, while deliveries go on. */
    elapse(ms: number): Promise<void>;
  };
  /** Every connection is `open` until said otherwise. */
  set(connectionId: string, behaviour: Behaviour, times?: number): void;
  /** How many posts a connection has taken. */
  received(connectionId: string): number;
}

/** Milliseconds that a case gives a delivery: short, because a harness may have to wait for real. */
export const PATIENCE = 1_000;

/** News of no importance. */
export const EVENT: MessagesEvent = {
  type: 'messages',
  room: 'lobby',
  epoch: 'e1',
  entries: [
    {
      kind: 'message',
      seq: 1,
      reservedAt: 1_767_225_600_000,
      expiresAt: 4_102_444_800_000,
      id: 'id-1',
      sender: { id: 'ada', name: 'Ada' },
      text: 'hello',
    },
  ],
};

/** A recipient that has been there for long. */
export function recipient({ clock }: MessageGatewayHarness, connectionId: string): Recipient {
  return { connectionId, connectedAt: clock.now() - 2 * LIMITS.youngConnection };
}

/** The pages given, one after the other. */
export async function* pages<R>(...given: readonly (readonly R[])[]): AsyncGenerator<readonly R[]> {
  yield* given;
}

/** What a delivery came to. */
export interface Delivery {
  readonly summary: DeliverySummary;
  readonly undelivered: readonly Undelivered[];
}

/** Delivers to pages with the patience of the contract, letting that time pass if need be. */
export async function deliver(
  { gateway, clock }: MessageGatewayHarness,
  recipients: AsyncIterable<readonly Recipient[]>,
): Promise<Delivery> {
  const undelivered: Undelivered[] = [];
  const onUndelivered = (one: Undelivered): void => void undelivered.push(one);
  let settled = false;
  const delivery = gateway
    .deliver(EVENT, recipients, { deadline: clock.now() + PATIENCE, onUndelivered })
    .finally(() => (settled = true));
  // A rejection is the caller's to see, when it awaits the delivery; not the runner's, while time passes.
  delivery.catch(() => undefined);
  for (let passed = 0; passed < 2 * PATIENCE && !settled; passed += 100) await clock.elapse(100);
  return { summary: await delivery, undelivered };
}
