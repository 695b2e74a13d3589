import assert from 'node:assert/strict';
import { describe, expect, it } from '@jest/globals';
import { failureOf, needs } from './report.js';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl-_';

function failing(compare: () => void): unknown {
  try {
    compare();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was wrong');
}

describe('the report of a smoke test', () => {
  it('names what was received and what was expected', () => {
    const wrong = failing(() => assert.deepEqual(['rate_limited', undefined], ['forbidden', 'm-1']));

    expect(failureOf(wrong)).toBe(
      'Expected values to be strictly deep-equal:\n' +
        "           received [ 'rate_limited', undefined ]\n" +
        "           expected [ 'forbidden', 'm-1' ]",
    );
  });

  it('shows an error that was not the expected one without its stack', () => {
    const wrong = new assert.AssertionError({ message: 'no', actual: new Error('refused with 500') });

    expect(failureOf(wrong)).toBe('no\n           received refused with 500\n           expected undefined');
  });

  it('has one line for anything else', () => {
    expect(failureOf(new Error('the handshake was refused with 401\nat last'))).toBe(
      'the handshake was refused with 401',
    );
  });

  it('shows no token, wherever one comes from', () => {
    const wrong = failing(() => assert.equal(`Bearer ${TOKEN}`, 'chat.v1'));

    expect(failureOf(wrong)).not.toContain(TOKEN.slice(0, 10));
    expect(failureOf(wrong)).toContain("received 'Bearer <token>'");
    expect(failureOf(new Error(`no ${TOKEN}`))).toBe('no <token>');
  });

  it('names what is missing by what gives it', () => {
    expect(needs(['mint', 'unlimited'])).toBe('needs --secret, --unlimited');
    expect(needs(['inside'])).toBe('needs to see inside the stack');
  });
});
