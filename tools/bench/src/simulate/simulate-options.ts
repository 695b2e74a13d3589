import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';

/** What `npm run simulate` is asked. */
export interface SimulateOptions {
  readonly members: readonly number[];
  /** Messages a minute in the room. */
  readonly rates: readonly number[];
  /** Posts a second of the account. */
  readonly quota: number;
  readonly workers: number;
  /** Bytes of a message in its frame. */
  readonly bytes: number;
  /** Rows of a benchmark, instead of docs/benchmarks.md. */
  readonly json?: string;
  /** Whether the table goes into docs/benchmarks.md. */
  readonly write: boolean;
}

/** What `--help` prints. */
export const USAGE = `npm run simulate -- [flags]    how a very large room fares under an account's quota, and what it costs

  --members N[,N…]  members of the room (100000,1000000)
  --rates N[,N…]    messages a minute (1,12,60)
  --quota N         posts a second of the account (10000)
  --workers N       maximumConcurrency of the queue (4)
  --bytes N         bytes of a message in its frame (300)
  --json FILE       measured costs, from npm run bench -- fan-out --json FILE (docs/benchmarks.md)
  --write           put the table into docs/benchmarks.md
  --help            print this

npm run simulate -- busy [--write]    an hour of busy rooms, with and without batches
npm run simulate -- bill [--users N --rooms N --rate R --idle SHARE] [--write]    what a month costs; R messages a minute each`;

/**
 * Reads the flags.
 * @throws CommandError with one line that names the flag
 */
export function simulateOptions(argv: readonly string[]): SimulateOptions {
  const text = {
    members: 'string',
    rates: 'string',
    quota: 'string',
    workers: 'string',
    bytes: 'string',
  } as const;
  const flags = readFlags(argv, { ...text, json: 'string', write: 'boolean' });
  const numbers = (name: keyof typeof text, otherwise: string, most: number) =>
    String(flags[name] ?? otherwise)
      .split(',')
      .map((word) => number(name, word, most));
  const one = (name: keyof typeof text, otherwise: string, most: number) => {
    const [first = 0, ...more] = numbers(name, otherwise, most);
    if (more.length > 0) throw new CommandError(`--${name} takes one number`);
    return first;
  };
  return {
    members: numbers('members', '100000,1000000', 10_000_000),
    rates: numbers('rates', '1,12,60', 60_000),
    quota: one('quota', '10000', 1_000_000),
    workers: one('workers', '4', 1_000),
    bytes: one('bytes', '300', 31_744),
    ...(typeof flags['json'] === 'string' && { json: flags['json'] }),
    write: flags['write'] === true,
  };
}

function number(name: string, word: string, most: number): number {
  const value = Number(word);
  if (!/^\d+$/.test(word) || value < 1 || value > most) {
    throw new CommandError(`--${name} takes whole numbers from 1 to ${most}, not "${word}"`);
  }
  return value;
}
