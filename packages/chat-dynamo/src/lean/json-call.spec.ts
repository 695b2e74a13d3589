import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { HttpResponse } from '@smithy/core/transport';
import { outputOf } from './json-call.js';

const answer = (body: Readable) => outputOf(new HttpResponse({ statusCode: 200, body }));

describe('an answer', () => {
  it('is read whole, however it comes in', async () => {
    const chunks = [...Buffer.from('{"text":"größer"}')].map((byte) => Buffer.of(byte));
    await expect(answer(Readable.from(chunks))).resolves.toMatchObject({ text: 'größer' });
  });

  it('that ends early without a word is a connection that was reset, not a wait for ever', async () => {
    const body = new PassThrough();
    const output = answer(body);
    body.write('{"text":');
    body.destroy();
    await expect(output).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
