import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { drainMicrotasks, startClient } from '@serverless-ws/chat-client/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { attachmentsOf, linkTo, sendFile } from './send-file.js';

const FILE = new File(['bytes'], 'plan.png', { type: 'image/png' });
const ATTACHMENT = { key: 'tea/1', name: 'plan.png', type: 'image/png', size: 5 };

/** What was asked of the handler and of the store, and what they say. */
let asked: unknown[];
let responses: { status: number; body: object }[];
let origin: string;
const server = createServer(async (request, response) => {
  const body = await text(request);
  const [said] = responses;
  if (request.method === 'PUT') asked.push([request.headers['content-type'], body]);
  else asked.push([request.headers.authorization, JSON.parse(body)]);
  if (responses.length > 1) responses.shift();
  response.writeHead(said?.status ?? 500).end(JSON.stringify(said?.body));
});

beforeEach(async () => {
  asked = [];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = { 'content-type': 'image/png' };
  responses = [
    { status: 200, body: { key: 'tea/1', url: `${origin}/put`, headers } },
    { status: 200, body: {} },
  ];
});
afterEach(() => void server.close());

const sender = () => ({ signUrl: origin, getToken: () => 'a.b.c' });

/** A client that is connected, and its server. */
async function connected() {
  const { client, server: chat, connect } = startClient();
  await connect();
  await drainMicrotasks();
  const sent = () => chat.received.flatMap((frame) => (frame.action === 'sendMessage' ? [frame.meta] : []));
  return { client, sent };
}

describe('a page that sends a file', () => {
  it('uploads it, then sends a message that says where it is', async () => {
    const { client, sent } = await connected();
    const room = client.room('tea');
    await room.join();
    await sendFile(room, FILE, sender());
    const upload = { action: 'upload', room: 'tea', type: 'image/png', size: 5 };
    expect(asked).toEqual([
      ['Bearer a.b.c', upload],
      ['image/png', 'bytes'],
    ]);
    expect(sent()).toEqual([{ attachments: [ATTACHMENT] }]);
  });

  it('names the other user of a direct room', async () => {
    const { client } = await connected();
    await sendFile(client.direct('bob'), FILE, sender());
    expect(asked[0]).toEqual(['Bearer a.b.c', { action: 'upload', with: 'bob', type: 'image/png', size: 5 }]);
  });

  it('sends no message of a file that was not stored', async () => {
    const { client, sent } = await connected();
    responses[1] = { status: 403, body: {} };
    await expect(sendFile(client.room(), FILE, sender())).rejects.toThrow('403');
    responses = [{ status: 413, body: { code: 'attachment.too_large', message: 'Too large.' } }];
    await expect(sendFile(client.room(), FILE, sender())).rejects.toThrow('Too large.');
    expect(sent()).toEqual([]);
  });

  it('asks for a link to the file of a message', async () => {
    const { client } = await connected();
    responses = [{ status: 200, body: { url: 'https://store/1' } }];
    expect(await linkTo(client.room('tea'), ATTACHMENT, sender())).toBe('https://store/1');
    const download = { action: 'download', room: 'tea', key: 'tea/1', name: 'plan.png' };
    expect(asked).toEqual([['Bearer a.b.c', download]]);
  });
});

describe('the attachments of a message', () => {
  it('are those that look like some', () => {
    const wrong = [null, 7, 'x', {}, { ...ATTACHMENT, size: '5' }, { ...ATTACHMENT, key: 1 }];
    expect(attachmentsOf({ attachments: [...wrong, ATTACHMENT] })).toEqual([ATTACHMENT]);
    for (const meta of [undefined, {}, { attachments: 'x' }, { attachments: null }])
      expect(attachmentsOf(meta)).toEqual([]);
  });
});
