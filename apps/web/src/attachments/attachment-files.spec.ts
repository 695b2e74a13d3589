import { afterEach, describe, expect, it } from '@jest/globals';
import { AttachmentFiles } from './attachment-files.js';

const { fetch } = globalThis;
const plan = { key: 'tea/a', name: 'plan.pdf', type: 'application/pdf', size: 3 };

/** Responds to requests one after the other, and keeps what was asked. */
function responding(...responses: readonly Response[]) {
  const asked: [string, RequestInit | undefined][] = [];
  globalThis.fetch = async (url, init) => {
    asked.push([String(url), init]);
    return responses[asked.length - 1] ?? Response.error();
  };
  return asked;
}

describe('files beside the chat', () => {
  const files = new AttachmentFiles('https://sign.example/', async () => 'token');
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('are uploaded by a link that the function signs', async () => {
    const signed = { key: 'tea/a', url: 'https://store.example/a', headers: { 'if-none-match': '*', x: 7 } };
    const asked = responding(Response.json(signed), new Response(''));
    const file = new File(['abc'], 'plan.pdf', { type: 'application/pdf' });
    expect(await files.upload('tea', file, file)).toEqual(plan);
    expect(asked.map(([url]) => url)).toEqual(['https://sign.example/', 'https://store.example/a']);
    expect(asked[0]?.[1]).toMatchObject({
      headers: { authorization: 'Bearer token' },
      body: JSON.stringify({ action: 'upload', room: 'tea', type: 'application/pdf', size: 3 }),
    });
    expect(asked[1]?.[1]).toMatchObject({ method: 'PUT', headers: { 'if-none-match': '*' } });
  });

  it('are not sent where the store refuses them', async () => {
    responding(Response.json({ key: 'k', url: 'https://store.example/' }), new Response('', { status: 412 }));
    const file = new File([], 'a');
    await expect(files.upload('tea', file, file)).rejects.toThrow('412');
  });

  it('are read by a link for the room that they are in', async () => {
    const asked = responding(Response.json({ url: 'https://store.example/a?s=1' }));
    expect(await files.link('@bob', plan)).toBe('https://store.example/a?s=1');
    expect(asked[0]?.[1]?.body).toBe('{"action":"download","with":"bob","key":"tea/a","name":"plan.pdf"}');
  });

  it.each(['javascript:alert(1)', 'http://store.example/', 'data:text/html,x', '/a', 7, undefined])(
    'are never opened by the address %j',
    async (url) => {
      responding(Response.json({ url }));
      await expect(files.link('tea', plan)).rejects.toThrow('none');
    },
  );

  it('are refused in the words of the function', async () => {
    responding(Response.json({ code: 'forbidden', message: 'No file of this room.' }, { status: 403 }));
    await expect(files.link('tea', plan)).rejects.toThrow('No file of this room.');
    responding(Response.json(null, { status: 500 }));
    await expect(files.link('tea', plan)).rejects.toThrow('refused');
  });
});
