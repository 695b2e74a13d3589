import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import { BILL_SHAPES, type BillShape } from './bill-shape.js';

/** What `npm run simulate -- bill` is asked. */
export interface BillOptions {
  readonly shapes: Readonly<Record<string, BillShape>>;
  /** Whether the table goes into docs/deploy.md. */
  readonly write: boolean;
}

const NUMBERS = { users: 'string', rooms: 'string', rate: 'string', idle: 'string' } as const;

/**
 * Reads the flags: those of one shape, or none for the shapes that the documentation quotes.
 * @throws CommandError with one line that names the flag
 */
export function billOptions(argv: readonly string[]): BillOptions {
  const flags = readFlags(argv, { ...NUMBERS, write: 'boolean' });
  const write = flags['write'] === true;
  if (flags['users'] === undefined) return { shapes: BILL_SHAPES, write };
  if (write) throw new CommandError('--write is for the shapes that the page quotes: it takes no --users');
  const number = (name: keyof typeof NUMBERS, otherwise: number, most: number) => {
    const value = Number(flags[name] ?? otherwise);
    if (value >= 0 && value <= most) return value;
    throw new CommandError(`--${name} takes a number from 0 to ${most}`);
  };
  const shape = {
    ...{ users: number('users', 0, 1e7), rooms: number('rooms', 1, 1e6) },
    ...{ rate: number('rate', 0, 600), idle: number('idle', 0, 1) },
  };
  if (shape.rate > 0 && (shape.rooms === 0 || shape.idle === 1))
    throw new CommandError('--rate is of users in rooms: it takes --rooms, and --idle below 1');
  return { shapes: { 'this shape': shape }, write };
}
