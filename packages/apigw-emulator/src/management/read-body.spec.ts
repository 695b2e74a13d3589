import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readBody } from './read-body.js';

describe('the body of a request', () => {
  it('is all of its chunks', async () => {
    expect(await readBody(Readable.from([Buffer.from('hel'), Buffer.from('lo')]), 5)).toEqual(
      Buffer.from('hello'),
    );
  });

  it('is read to its end where it is too large, so that its sender sees the response', async () => {
    let isHeardOut = false;
    const body = Readable.from(
      (async function* () {
        for (let sent = 0; sent < 100; sent++) yield Buffer.alloc(10);
        isHeardOut = true;
      })(),
    );
    expect(await readBody(body, 5)).toBe('tooLarge');
    expect(isHeardOut).toBe(true);
  });

  it('is missing where its sender disconnects', async () => {
    const body = new Readable({ read: () => undefined });
    const read = readBody(body, 5);
    body.push(Buffer.from('he'));
    body.destroy(new Error('reset'));
    expect(await read).toBe('brokenOff');
  });
});
