import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startLocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:word-list';

/** What a reviewing function responds; `null`: nothing. */
let decide: (asked: string) => unknown;
let asked: string[];
let server: Server;
const ends: (() => unknown)[] = [];

beforeEach(async () => {
  [decide, asked] = [() => ({ verdict: 'accept' }), []];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const said = String(JSON.parse(body).message.content.text);
      asked.push(said);
      const verdict = decide(said);
      if (verdict !== null) response.end(JSON.stringify(verdict));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  ends.push(() => server.close());
  ends.push(() => server.closeAllConnections());
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function started(params: Readonly<Record<string, string>> = {}) {
  const denied: string[] = [];
  const stack = await startLocalStack({
    coldStart: true,
    params: { reviewFunctionArn: ARN, ...params },
    endpoints: { lambda: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    onDenied: (name, { action }) => denied.push(`${name} ${action}`),
  });
  const visit = new Visit({ url: stack.url, token: '', mint: minter(stack.secret) });
  ends.push(
    () => stack.close(),
    () => visit.end(),
  );
  const socket = await visit.connect(visit.mint());
  /** Asks again where a busy machine let the half second of a review pass, and the chat says that it could not be reviewed. */
  const reviewed = async (frame: object) => {
    for (;;) {
      const response = await socket.ask(frame);
      if (response.type !== 'error' || response.code !== 'unavailable') return response;
    }
  };
  const send = (said: string, clientMessageId: string) =>
    reviewed({ action: 'sendMessage', text: said, clientMessageId });
  return { socket, send, reviewed, denied };
}

describe('a chat whose messages are reviewed', () => {
  it('stores and pushes what the review has them say, and refuses what it rejects, also when asked again', async () => {
    const { socket, send, reviewed, denied } = await started({ reviewRequired: 'lobby' });
    decide = (said) =>
      said === 'damn'
        ? { verdict: 'replace', content: { text: 'd***' } }
        : { verdict: 'reject', reason: 'Be kind.' };
    const ack = await send('damn', 'c-1');
    expect(ack).toMatchObject({ type: 'ack', duplicate: false });
    expect(await socket.next('messages')).toMatchObject({ messages: [{ text: 'd***' }] });
    const rejected = { type: 'error', code: 'rejected', message: 'Be kind.', retryable: false };
    expect(await send('slur', 'c-2')).toMatchObject(rejected);
    expect([...new Set(asked)]).toEqual(['damn', 'slur']);

    asked = [];
    decide = () => ({ verdict: 'accept' });
    const { seq, id } = Object(ack);
    expect(await send('damn', 'c-1')).toMatchObject({ type: 'ack', seq, id, duplicate: true });
    expect(await send('slur', 'c-2')).toMatchObject(rejected);
    expect(asked).toEqual([]);
    decide = () => ({ verdict: 'replace', content: { text: 'h***' } });
    await reviewed({ action: 'editMessage', seq, id, text: 'hell', clientMessageId: 'e-1' });
    expect(await socket.ask({ action: 'listMessages' })).toMatchObject({
      messages: [{ text: 'h***' }, { kind: 'edit', text: 'h***' }],
    });
    expect(denied).toEqual([]);
  });

  it('goes on without a review that is silent, broken or mad, but where it is required', async () => {
    const { socket, send, reviewed } = await started({ reviewRequired: 'public' });
    await socket.ask({ action: 'joinRoom', room: 'tea' });
    for (const answer of [null, { verdict: 'maybe' }, 'accept']) {
      decide = () => answer;
      const said = JSON.stringify(answer);
      expect(await send(said, `c${said.length}`)).toMatchObject({ type: 'ack' });
      const message = { action: 'sendMessage', room: 'tea', text: said, clientMessageId: 't-1' };
      expect(await socket.ask(message)).toMatchObject({ code: 'unavailable', retryable: true });
    }
    decide = () => ({ verdict: 'reject', reason: 'Now I know.' });
    const message = { action: 'sendMessage', room: 'tea', text: '"accept"', clientMessageId: 't-1' };
    expect(await reviewed(message)).toMatchObject({ code: 'rejected', message: 'Now I know.' });
  });

  it('asks nothing where none is named', async () => {
    const { send } = await started({ reviewFunctionArn: '' });
    expect(await send('damn', 'c-1')).toMatchObject({ type: 'ack' });
    expect(asked).toEqual([]);
  });
});
