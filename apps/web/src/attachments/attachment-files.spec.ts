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

/** Files whose store responds with a status; `stored` keeps what it was sent. */
function filesWith(status: number) {
  const stored: unknown[] = [];
  const files = new AttachmentFiles(
    'https://sign.example/',
    async () => 'token',
    async (url, headers) => {
      stored.push([url, headers]);
      return status;
    },
  );
  return { files, stored };
}

const options = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

describe('files beside the chat', () => {
  const { files } = filesWith(200);
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('are uploaded by a link that the function signs', async () => {
    const signed = { key: 'tea/a', url: 'https://store.example/a', headers: { 'if-none-match': '*', x: 7 } };
    const asked = responding(Response.json(signed));
    const { files, stored } = filesWith(200);
    const file = new File(['abc'], 'plan.pdf', { type: 'application/pdf' });
    expect(await files.upload('tea', file, options())).toEqual(plan);
    expect(asked.map(([url]) => url)).toEqual(['https://sign.example/']);
    expect(asked[0]?.[1]).toMatchObject({
      headers: { authorization: 'Bearer token' },
      body: JSON.stringify({ action: 'upload', room: 'tea', type: 'application/pdf', size: 3 }),
    });
    expect(stored).toEqual([['https://store.example/a', { 'if-none-match': '*' }]]);
  });

  it('have the pixels with them that were read', async () => {
    responding(Response.json({ key: 'tea/a', url: 'https://store.example/a' }));
    const pixels = { width: 640, height: 480 };
    expect(await files.upload('tea', new File(['abc'], 'a'), options(), pixels)).toMatchObject(pixels);
  });

  it('are not sent where the store refuses them', async () => {
    responding(Response.json({ key: 'k', url: 'https://store.example/' }));
    const { files } = filesWith(412);
    await expect(files.upload('tea', new File([], 'a'), options())).rejects.toThrow('412');
  });

  it('go nowhere where the function gives no key, or no address of a store', async () => {
    const { files, stored } = filesWith(200);
    for (const signed of [{ url: 'https://store.example/' }, { key: 'k', url: 'javascript:alert(1)' }]) {
      responding(Response.json(signed));
      await expect(files.upload('tea', new File([], 'a'), options())).rejects.toThrow('file');
    }
    expect(stored).toEqual([]);
  });

  it('are not asked about any more once the user canceled', async () => {
    const canceling = new AbortController();
    globalThis.fetch = async (_, init) => {
      canceling.abort(new Error('canceled'));
      init?.signal?.throwIfAborted();
      return Response.error();
    };
    const asked = { ...options(), signal: canceling.signal };
    await expect(files.upload('tea', new File([], 'a'), asked)).rejects.toThrow('canceled');
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

  it('have one link for an image as long as it holds', async () => {
    const asked = responding(...[1, 2].map((n) => Response.json({ url: `https://store.example/a?${n}` })));
    const links = [await files.images.get('tea', plan), await files.images.get('tea', plan)];
    expect(links).toEqual(['https://store.example/a?1', 'https://store.example/a?1']);
    expect(await files.images.renew('tea', plan)).toBe('https://store.example/a?2');
    expect(asked).toHaveLength(2);
  });

  it('cannot be had without a connection, which a sentence says', async () => {
    globalThis.fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    await expect(files.link('tea', plan)).rejects.toThrow('The store of files cannot be reached. Try again.');
  });

  it('are refused in the words of the function', async () => {
    responding(Response.json({ code: 'forbidden', message: 'No file of this room.' }, { status: 403 }));
    await expect(files.link('tea', plan)).rejects.toThrow('No file of this room.');
    responding(new Response('<html>', { status: 502 }));
    await expect(files.link('tea', plan)).rejects.toThrow('refused');
    responding(Response.json(null, { status: 500 }));
    await expect(files.link('tea', plan)).rejects.toThrow('refused');
  });
});
