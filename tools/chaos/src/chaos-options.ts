import { INJECTED_BUGS } from '@serverless-ws/chat-contracts';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import { DEVICE_BUGS } from './devices/device-bugs.js';

/**
 * Bugs that are no bugs of the ports of all: users have no limits; what deliveries find gone keeps its rows; a rejected
 * message that is published again is decided about anew.
 */
const RUN_BUGS = ['no-limits', 'rows-stay', 'rejection-forgotten'] as const;

/** The bugs that can be injected. */
export type InjectedBugName =
  keyof typeof INJECTED_BUGS | keyof typeof DEVICE_BUGS | (typeof RUN_BUGS)[number];

const BUG_NAMES = [...Object.keys(INJECTED_BUGS), ...RUN_BUGS, ...Object.keys(DEVICE_BUGS)];

/** Who can talk: as little of a client as keeps to the protocol, or chat-client itself. */
export const CLIENTS = ['protocol', 'chat-client'] as const;

/** What a chaos run is asked for. */
export interface ChaosOptions {
  readonly clients: number;
  readonly client: (typeof CLIENTS)[number];
  readonly messages: number;
  readonly seed: number;
  /** Seconds over which the messages are spread. */
  readonly duration: number;
  readonly inject: InjectedBugName | null;
  /** Whether the room is batched when it is busy. */
  readonly batches: boolean;
  /** Where the result is written for CI to count. */
  readonly results: string | null;
}

/** What `--help` prints. */
export const USAGE = `npm run chaos -- [flags]    talks while sockets, gateway and database are cut and killed, then counts

  --clients N     how many talk (50)
  --client WHO    ${CLIENTS.join(' or ')} (${CLIENTS[0]})
  --messages N    how many they send (5000)
  --duration N    seconds over which these are spread (what 50 a second take)
  --seed N        the same accidents again (another one every time)
  --inject BUG     a bug that has to be noticed: ${BUG_NAMES.join(', ')}
  --batches       batches what is said in quick succession, by workers behind a queue
  --results FILE  where the result is written for CI
  --help          print this`;

const FLAGS = {
  clients: 'string',
  client: 'string',
  messages: 'string',
  seed: 'string',
  duration: 'string',
  inject: 'string',
  batches: 'boolean',
  results: 'string',
} as const;

/** @throws CommandError for flags that make no sense */
export function chaosOptions(argv: readonly string[]): ChaosOptions {
  const flags = readFlags(argv, FLAGS);
  const messages = count(flags, 'messages', 5_000, 1_000_000);
  return {
    clients: count(flags, 'clients', 50, 500),
    client: clientOf(flags['client'] ?? 'protocol'),
    messages,
    seed: count(flags, 'seed', Date.now() % 1_000_000, Number.MAX_SAFE_INTEGER),
    duration: count(flags, 'duration', Math.max(10, Math.ceil(messages / 50)), 86_400),
    inject: injectedBugOf(flags['inject']),
    batches: flags['batches'] === true,
    results: typeof flags['results'] === 'string' ? flags['results'] : null,
  };
}

/** Messages that a user may send: five times what each sends on average, since what is sent again counts, and some more. */
export function allowedOf({ messages, clients }: Pick<ChaosOptions, 'messages' | 'clients'>): number {
  return 50 + Math.ceil((5 * messages) / clients);
}

function count(flags: ReturnType<typeof readFlags>, name: string, otherwise: number, most: number): number {
  const flag = flags[name];
  if (flag === undefined) return otherwise;
  const value = Number(flag);
  if (!Number.isSafeInteger(value) || value < 1 || value > most) {
    throw new CommandError(`--${name} is a whole number from 1 to ${most}`);
  }
  return value;
}

function clientOf(flag: string | boolean): ChaosOptions['client'] {
  const client = CLIENTS.find((known) => known === flag);
  if (client === undefined) throw new CommandError(`--client is one of ${CLIENTS.join(', ')}`);
  return client;
}

function injectedBugOf(flag: string | boolean | undefined): InjectedBugName | null {
  if (flag === undefined) return null;
  if (typeof flag !== 'string' || !isInjectedBug(flag))
    throw new CommandError(`--inject is one of ${BUG_NAMES.join(', ')}`);
  return flag;
}

function isInjectedBug(name: string): name is InjectedBugName {
  return BUG_NAMES.includes(name);
}
