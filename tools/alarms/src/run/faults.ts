import type { Fault, Operation } from '@serverless-ws/apigw-emulator';
import type { ObservedStack } from '../stack/observed-stack.js';
import type { Load } from './load.js';
import { PLAYED_MINUTE } from './played-time.js';

/** A fault that must ring one alarm. */
export interface PlantedFault {
  /** The alarm, by its logical id without `Alarm`. */
  readonly alarm: string;
  /** What is planted, for the table. */
  readonly what: string;
  plant(stack: ObservedStack, load: Load): unknown;
  /** What happens in each minute besides the load. */
  minute?(stack: ObservedStack, load: Load): unknown;
}

const posts = (fault: () => Fault | undefined) => (operation: Operation) =>
  operation.kind === 'management' && operation.method === 'POST' ? fault() : undefined;

const times = (count: number, run: () => unknown): void => {
  for (let index = 0; index < count; index += 1) run();
};

const flood = (_: ObservedStack, load: Load): void =>
  times(60, () => {
    load.say('lobby');
  });

/** One fault for each alarm, in the order of the runbook. */
export const FAULTS: readonly PlantedFault[] = [
  {
    alarm: 'Undelivered',
    what: 'posts are refused (403), as without the permission to post',
    plant: (stack) =>
      (stack.faults = posts(() => ({ outcome: { status: 403, errorType: 'ForbiddenException' } }))),
  },
  {
    alarm: 'AckTime',
    what: 'the store takes 900 ms a call of `sendMessage`',
    plant: (stack) => stack.storeIs('slow', ['sendMessage']),
  },
  {
    alarm: 'FailedRequests',
    what: 'the store resets all connections',
    plant: (stack) => stack.storeIs('resetting'),
  },
  {
    alarm: 'QueueAge',
    what: 'the store accepts calls of workers and never responds',
    plant: (stack) => stack.storeIs('silent', ['broadcast']),
  },
  {
    alarm: 'BusyQueueAge',
    what: 'the store accepts calls of the worker of busy rooms and never responds',
    plant: (stack) => stack.storeIs('silent', ['broadcastBusy']),
    minute: (stack) => stack.queues.addBusy(),
  },
  {
    alarm: 'DeadLetters',
    what: 'a notification is in the dead-letter queue',
    plant: (stack) => stack.queues.addDeadLetter(),
  },
  {
    alarm: 'PublishDeadLetters',
    what: 'a request of a backend is in the dead-letter queue',
    plant: (stack) => stack.queues.addUnpublished(),
  },
  {
    alarm: 'EventsAge',
    what: 'the store accepts calls of the function of events and never responds',
    plant: (stack) => stack.storeIs('silent', ['events']),
  },
  {
    alarm: 'AuthorizerErrors',
    what: 'the key server is down, and containers start that do not know its keys',
    plant: (stack) => (stack.keys.isDown = true),
    minute: async (stack, load) => {
      await stack.local.crash('authorizer');
      times(8, () => load.visit());
    },
  },
  {
    alarm: 'FunctionErrors',
    what: '`sendMessage` dies in the middle of messages',
    plant: (stack) => stack.storeIs('slow', ['sendMessage']),
    minute: crashes,
  },
  {
    alarm: 'FunctionThrottles',
    what: 'more invocations at once than the account has (counted: the local runtime queues them)',
    plant: (stack) => stack.storeIs('slow', ['sendMessage']),
    minute: (_, load) => times(40, () => load.say('lobby')),
  },
  {
    alarm: 'NearTimeout',
    what: 'the store takes 900 ms a call of `room`',
    plant: (stack) => stack.storeIs('slow', ['room']),
  },
  {
    alarm: 'IntegrationErrors',
    what: '`sendMessage` dies in the middle of messages',
    plant: (stack) => stack.storeIs('slow', ['sendMessage']),
    minute: crashes,
  },
  {
    alarm: 'TableThrottles',
    what: 'the store throttles `sendMessage`',
    plant: (stack) => stack.storeIs('throttling', ['sendMessage']),
  },
  {
    alarm: 'ThrottledPosts',
    what: 'every other post is throttled (429), and reaches its client at the second try',
    plant: (stack) => {
      let count = 0;
      stack.faults = posts(() => ((count += 1) % 2 === 0 ? undefined : { outcome: { status: 429 } }));
    },
  },
  {
    alarm: 'Handshakes',
    what: 'sixty handshakes a minute, where the throttle is one a second',
    plant: () => undefined,
    minute: (_, load) => times(60, () => load.visit()),
  },
  {
    alarm: 'AccountRequests',
    what: 'ten requests a second, where the quota is ten',
    plant: () => undefined,
    minute: flood,
  },
  {
    alarm: 'Spend',
    what: 'the same, until an hour holds more than is budgeted',
    plant: () => undefined,
    minute: flood,
  },
];

/** Kills the function six times a minute. */
function crashes({ local }: ObservedStack): void {
  for (const part of [0.15, 0.3, 0.45, 0.6, 0.75, 0.9])
    setTimeout(() => void local.crash('sendMessage'), part * PLAYED_MINUTE);
}
