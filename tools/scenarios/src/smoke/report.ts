import { AssertionError } from 'node:assert';
import { inspect } from 'node:util';
import { messageOf } from '@serverless-ws/command-line/command.js';
import type { Need } from '../scenario.js';

/** The flags that give a chat what it lacks. */
const GIVEN_BY: Readonly<Record<Need, string>> = {
  mint: '--secret',
  unlimited: '--unlimited',
  inside: 'to see inside the stack',
};

const JWT = /[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;

/** What a scenario that was not run would need, in a line. */
export function needs(lacking: readonly Need[]): string {
  return `needs ${lacking.map((need) => GIVEN_BY[need]).join(', ')}`;
}

/** What is wrong, with what was received and expected where a comparison failed; never with a token. */
export function failureOf(error: unknown): string {
  const [line = ''] = messageOf(error).split('\n');
  if (!(error instanceof AssertionError)) return line.replace(JWT, '<token>');
  const received = `           received ${shown(error.actual)}`;
  const expected = `           expected ${shown(error.expected)}`;
  return [line, received, expected].join('\n').replace(JWT, '<token>');
}

/** In one line; an error without its stack. */
function shown(value: unknown): string {
  if (value instanceof Error) return value.message;
  return inspect(value, { breakLength: Infinity, maxStringLength: 300, maxArrayLength: 20 });
}
