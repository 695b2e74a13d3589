import { describe, expect, it } from '@jest/globals';
import { readableLine } from './readable-line.js';

const head = { level: 'ERROR', message: 'failed', timestamp: '2026-11-29T10:30:00Z', requestId: 'r1=' };
const stack = 'Error: no\n    at file:///var/task/a.mjs:1:2';

describe('a line of a log', () => {
  it('shows its error and what caused it', () => {
    const cause = { name: 'Error', message: 'down', stack: 'Error: down', cause: { stack: 'Error: deep' } };
    const line = JSON.stringify({ ...head, error: { name: 'Error', stack, cause } });
    const shown = [
      '2026-11-29T10:30:00Z ERROR failed r1=',
      stack,
      'Caused by: Error: down',
      'Caused by: Caused by: Error: deep',
    ].join('\n');
    expect(readableLine(line)).toBe(shown);
    expect(readableLine(`10:30 2026/11/29/[$LATEST]ab ${line}`)).toBe(
      `10:30 2026/11/29/[$LATEST]ab ${shown}`,
    );
  });

  it('of Lambda itself shows what ended the function', () => {
    const message = { errorType: 'TypeError', errorMessage: 'no', stackTrace: ['TypeError: no', '    at x'] };
    expect(readableLine(JSON.stringify({ timestamp: 't', level: 'ERROR', message }))).toBe(
      't ERROR\nTypeError: no\n    at x',
    );
  });

  it.each([
    '',
    'plain text',
    '    at file:///var/task/a.mjs:1:2',
    '{"message":"sent"}',
    'not {json}',
    '{"stack":7}',
    '[1]',
    'null {}',
  ])('without an error stays as it is: %s', (line) => {
    expect(readableLine(line)).toBe(line);
  });
});
