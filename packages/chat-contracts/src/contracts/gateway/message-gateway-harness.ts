import {
  type Recipient,
  type MessagesEvent,
  type DeliverySummary,
  type MessageGateway,
  type Undelivered,
} from '@serverless-ws/chat-domain';
import type { Closable } from '../contract.js';

/**
 * How a connection responds to a post.
 * - `open`: accepts it at once.
 * - `gone`: the gateway says that it no longer exists.
 * - `hanging`: no response, ever.
 * - `failing`: a transient error, such as throttling, for ever; with `times`, that often, then `open`.
 * - `opening`: it is not open yet; its recipient connected half a second ago. A harness without it lacks `opening`.
 * - `refusing`: an error that says nothing about the connection, such as wrong credentials, or no address to reach. A
 *   harness without it lacks `refusing`.
 */
export type Behaviour = 'open' | 'opening' | 'gone' | 'hanging' | 'failing' | 'refusing';

/** What the contract of {@link MessageGateway} needs: a gateway to connections that the case controls. */
export interface MessageGatewayHarness extends Closable {
  readonly gateway: MessageGateway;
  readonly clock: {
    now(): number;
    /** Lets this many milliseconds pass, real or not, while deliveries go on. */
    elapse(ms: number): Promise<void>;
  };
  /** Every connection is `open` until said otherwise. */
  set(connectionId: string, behaviour: Behaviour, times?: number): void;
  /** How many posts a connection has received. */
  received(connectionId: string): number;
}

/** Milliseconds that a case gives a delivery: short, because a harness may have to wait in real time. */
export const PATIENCE = 1_000;

/** Any event. */
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

/** A recipient that connected an hour ago, or `age` milliseconds. */
export function recipient(
  { clock }: MessageGatewayHarness,
  connectionId: string,
  age = 3_600_000,
): Recipient {
  return { connectionId, connectedAt: clock.now() - age };
}

/** The pages given, one after the other. */
export async function* pages<R>(...given: readonly (readonly R[])[]): AsyncGenerator<readonly R[]> {
  yield* given;
}

/** The result of a delivery. */
export interface Delivery {
  readonly summary: DeliverySummary;
  readonly undelivered: readonly Undelivered[];
}

/** Delivers to pages with the deadline of the contract, letting that time pass if need be. */
export async function deliver(
  { gateway, clock }: MessageGatewayHarness,
  recipients: AsyncIterable<readonly Recipient[]>,
): Promise<Delivery> {
  const undelivered: Undelivered[] = [];
  const onUndelivered = (one: Undelivered): void => void undelivered.push(one);
  let hasEnded = false;
  const delivery = gateway
    .deliver(EVENT, recipients, { deadline: clock.now() + PATIENCE, onUndelivered })
    .finally(() => (hasEnded = true));
  // The caller sees a rejection when it awaits the delivery; until then it does not count as unhandled.
  delivery.catch(() => undefined);
  for (let passed = 0; passed < 2 * PATIENCE && !hasEnded; passed += 100) await clock.elapse(100);
  return { summary: await delivery, undelivered };
}
