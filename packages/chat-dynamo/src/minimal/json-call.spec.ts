import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HttpResponse } from '@smithy/core/transport';
import { outputOf } from './json-call.js';

const read = (body: Readable) => outputOf(new HttpResponse({ statusCode: 200, body }), 1_000);

describe('a response', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  });

  afterEach(async () => {
    await new Promise((closed) => setImmediate(closed));
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('is read whole, however it is split', async () => {
    const chunks = [...Buffer.from('{"text":"größer"}')].map((byte) => Buffer.of(byte));
    await expect(read(Readable.from(chunks))).resolves.toMatchObject({ text: 'größer' });
  });

  it('that ends early without an error is a connection reset, not an endless wait', async () => {
    const body = new PassThrough();
    const output = read(body);
    body.write('{"text":');
    body.destroy();
    await expect(output).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('has a timeout, which ends its connection', async () => {
    const body = new PassThrough();
    const output = read(body);
    body.write('{"text":');
    jest.advanceTimersByTime(999);
    expect(body.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect(body.destroyed).toBe(true);
    await expect(output).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
