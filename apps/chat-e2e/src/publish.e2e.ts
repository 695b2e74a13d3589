import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { FaultyServer } from '@serverless-ws/local-stack/faulty-server.js';
import {
  startLocalStack,
  type LocalStack,
  type LocalStackOptions,
} from '@serverless-ws/local-stack/start-local-stack.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';
import { PublishingBackend } from '@serverless-ws/scenarios/publishing-backend.js';

const as = { id: 'orders', name: 'Orders' };
const message = (text: string, more: object = {}) => ({ room: 'tea', text, as, ...more });

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function started(options: LocalStackOptions = {}) {
  const stack = await startLocalStack({ coldStart: true, ...options });
  const backend = new PublishingBackend(stack);
  const visit = new Visit({ url: stack.url, token: '', mint: minter(stack.secret) });
  ends.push(
    () => stack.close(),
    () => backend.close(),
    () => visit.end(),
  );
  return { stack, backend, visit };
}

/** The chat as it is deployed, except that what failed is delivered again after a second, not minutes. */
function impatientDeployment(): string {
  const folder = mkdtempSync(join(tmpdir(), 'publish-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const infrastructure = 'node_modules/@serverless-ws/chat-lambda/infrastructure';
  for (const name of ['serverless.yml', infrastructure])
    cpSync(join(workspaceRoot, name), join(folder, name), { recursive: true });
  const file = join(folder, infrastructure, 'functions/publish.yml');
  const text = readFileSync(file, 'utf8').replace(/VisibilityTimeout: \d+/, 'VisibilityTimeout: 1');
  writeFileSync(file, text);
  return join(folder, 'serverless.yml');
}

/** Sends requests to the queue of the function. */
function queueOf({ queueEndpoint = '', deployment }: LocalStack) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  const sqs = new SQSClient({ endpoint: queueEndpoint, region: 'us-east-1', credentials });
  ends.push(() => sqs.destroy());
  const { name = '' } = deployment.queues.find((queue) => queue.name.endsWith('PublishQueue')) ?? {};
  const QueueUrl = `${queueEndpoint}/000000000000/${name}`;
  return (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

describe('a backend with AWS’s own SDK', () => {
  it('posts to a room and to a user, who are pushed it; a retry gets the same receipt, a poison message fails alone', async () => {
    const { stack, backend, visit } = await started();
    const [ada, bob] = [await visit.connect(visit.mint({ sub: 'ada' })), await visit.connect(visit.mint())];
    await bob.ask({ action: 'joinRoom', room: 'tea' });
    const request = {
      messages: [
        message('order 7 is packed', { clientMessageId: 'o-7', meta: { order: 7 } }),
        { text: 'from no sender' },
        { with: 'ada', text: 'yours is packed', as, clientMessageId: 'o-7-ada' },
      ],
    };
    const first = await backend.invoke(request);
    expect(first).toEqual({
      results: [
        expect.objectContaining({ room: 'tea', seq: 1, duplicate: false, clientMessageId: 'o-7' }),
        { error: { code: 'bad_request', message: '"as" is missing.', retryable: false } },
        expect.objectContaining({ with: 'ada', seq: 1, duplicate: false }),
      ],
    });
    expect(await bob.next('messages', ({ room }) => room === 'tea')).toMatchObject({
      messages: [{ text: 'order 7 is packed', sender: as, meta: { order: 7 } }],
    });
    expect(await ada.next('messages', ({ room }) => room.startsWith('dm.'))).toMatchObject({
      messages: [{ text: 'yours is packed', sender: as, to: 'ada' }],
    });
    const { deployedAs = '' } = stack.deployment.functions.find(({ name }) => name === 'publish') ?? {};
    const again = await backend.invoke(request, deployedAs);
    const duplicates = Object(first).results.map((result: object) =>
      'error' in result ? result : { ...result, duplicate: true },
    );
    expect(again).toEqual({ results: duplicates });
    expect(await backend.texts('tea')).toEqual(['order 7 is packed']);
  });

  it('is the only one who publishes: no user is one, whatever their token and their frames say', async () => {
    const { backend, visit } = await started();
    const roles = ['admin', '@service', 'service'];
    const mallory = await visit.connect(visit.mint({ sub: 'orders', roles }));
    const frames = [
      { action: 'publish', messages: [message('forged')] },
      { action: '@service', ...message('forged') },
      { action: 'sendMessage', room: 'private.board', text: 'forged', as, rank: '@service' },
      { action: 'sendMessage', room: 'tea', text: 'forged', clientMessageId: 'publish o-1' },
    ];
    const codes = [];
    for (const frame of frames) codes.push(await mallory.ask(frame));
    expect(codes).toMatchObject([
      { type: 'error', code: 'unknown_action' },
      { type: 'error', code: 'unknown_action' },
      { type: 'error', code: 'not_joined' },
      { type: 'error', code: 'invalid_client_message_id' },
    ]);
    expect([await backend.texts('tea'), await backend.texts('private.board')]).toEqual([[], []]);
  });

  it('whose events are forged is refused', async () => {
    const { backend } = await started();
    const messages = [message('forged')];
    const code = (expected: string) => ({ error: expect.objectContaining({ code: expected }) });
    const request = { requestContext: { apiId: 'localchat' }, body: JSON.stringify({ messages }) };
    expect(await backend.invoke(request)).toEqual(code('forbidden'));
    const event = { id: 'e', source: 'acme.orders', 'detail-type': 'chat.publish', detail: { messages } };
    expect(await backend.invoke(event)).toEqual(code('forbidden'));
    expect(await backend.invoke({ messages, roles: ['@service'] })).toEqual(code('bad_request'));
    const record = { messageId: 'm', body: JSON.stringify({ messages }), eventSource: 'aws:sqs' };
    await expect(backend.invoke({ Records: [record] })).rejects.toThrow('may publish');
    expect(await backend.texts('tea')).toEqual([]);
  });

  it('publishes by events of the source that the stack names, once each', async () => {
    const { backend } = await started({ params: { publishEventSource: 'acme.orders' } });
    const detail = { messages: [message('1'), message('2')] };
    const event = { id: 'e-1', source: 'acme.orders', 'detail-type': 'chat.publish', detail };
    await backend.invoke(event);
    expect(await backend.invoke(event)).toMatchObject({
      results: [{ duplicate: true }, { duplicate: true }],
    });
    const other = { ...event, source: 'acme.billing' };
    expect(await backend.invoke(other)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await backend.texts('tea')).toEqual(['1', '2']);
  });
});

describe('the queue of backends', () => {
  it('loses nothing and doubles nothing while the store fails, and drops what is poison', async () => {
    const store = await FaultyServer.start();
    ends.push(() => store.close());
    const refused: string[] = [];
    const failed = new Set<string>();
    let healed = false;
    const { stack, backend, visit } = await started({
      serverlessFile: impatientDeployment(),
      params: { publishQueue: 'on' },
      tableAddress: (name, endpoint) => {
        if (name !== 'publish') return endpoint;
        store.engine = endpoint;
        return store.url;
      },
      log: (name, line) => {
        if (name !== 'publish') return;
        if (line.includes('"refused"')) refused.push(line);
        if (line.includes('"failed"') && !healed) failed.add(line);
        if (failed.size > 0) [store.fault, healed] = ['healthy', true];
      },
    });
    const bob = await visit.connect(visit.mint());
    await bob.ask({ action: 'joinRoom', room: 'tea' });
    store.fault = 'resetting';
    const send = queueOf(stack);
    await send('poison');
    await send(JSON.stringify({ messages: [message('1'), { text: 'poison' }] }));
    await send(JSON.stringify({ messages: [message('2')] }));
    const heard = new Set<string>();
    while (heard.size < 2) {
      const { messages } = await bob.next('messages', ({ room }) => room === 'tea');
      for (const entry of messages) if ('text' in entry) heard.add(entry.text);
    }
    expect(failed.size).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect((await backend.texts('tea')).toSorted()).toEqual(['1', '2']);
  });
});
