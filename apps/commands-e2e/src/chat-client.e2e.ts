import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatClient, openSocket, type OpenSocket } from '@serverless-ws/chat-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runTool } from '@serverless-ws/command-line/run-tool.js';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { patientDeployment } from '@serverless-ws/scenarios/patient-deployment.js';

const CLIENTS = 5;
const MESSAGES = 8;
const HOUR = 3_600_000;

/** A line on which one frame in thirty is lost either way, and which breaks after a few dozen. */
const badLine: OpenSocket = (address, events) => {
  let left = 10 + Math.floor(Math.random() * 30);
  const passes = () => {
    left -= 1;
    if (left === 0) socket.close();
    return left > 0 && Math.random() > 1 / 30;
  };
  const socket = openSocket(address, {
    ...events,
    received: (text) => passes() && events.received(text),
  });
  return { send: (text) => passes() && socket.send(text), close: () => socket.close() };
};

describe('chat-client on the real chat', () => {
  let folder: string;
  let stack: LocalStack;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chat-client-'));
    stack = await startLocalStack({
      coldStart: true,
      serverlessFile: patientDeployment(folder),
      environment: { CHAT_FLOOD_MESSAGES: '0' },
    });
  });
  afterAll(async () => {
    await stack.close();
    rmSync(folder, { recursive: true });
  });

  /** A client that patience does not slow a test down with, and the texts it was shown. */
  function newClient(name: string, socket: OpenSocket) {
    const shown: string[] = [];
    const client = new ChatClient({
      url: stack.url,
      getToken: () => stack.token({ sub: name, name }),
      openSocket: socket,
      settings: { pingInterval: 1_000, answerTimeout: 3_000, backoffBase: 50, backoffCap: 500 },
    });
    client.on('message', ({ room, entry }) => {
      if (room === 'tea' && 'text' in entry) shown.push(`${entry.seq} ${entry.text}`);
    });
    client.connect();
    return { client, name, shown };
  }

  /** Resolves when a client was shown so many messages. */
  function hasSeen({ client, shown }: ReturnType<typeof newClient>, count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => shown.length >= count && resolve();
      client.on('message', look);
      look();
    });
  }

  it('loses nothing and doubles nothing, however bad the lines are', async () => {
    const all = Array.from({ length: CLIENTS }, (_, index) => newClient(`user-${index}`, badLine));
    await Promise.all(all.map(({ client }) => client.join('tea')));
    await Promise.all(
      all.flatMap(({ client, name }) =>
        Array.from({ length: MESSAGES }, (_, index) => client.send(`${name} ${index}`, { room: 'tea' })),
      ),
    );
    await Promise.all(all.map((one) => hasSeen(one, CLIENTS * MESSAGES)));
    for (const { client } of all) client.close();

    const [first, ...others] = all.map(({ shown }) => shown);
    for (const other of others) expect(other).toEqual(first);
    const texts = (first ?? []).map((line) => line.slice(line.indexOf(' ') + 1));
    expect(new Set(texts).size).toBe(CLIENTS * MESSAGES);
    for (const { name } of all) {
      const own = texts.filter((text) => text.startsWith(`${name} `));
      expect(own).toEqual(Array.from({ length: MESSAGES }, (_, index) => `${name} ${index}`));
    }
  });

  it('replaces its connection before the token ends, unseen by its listeners', async () => {
    let tokens = 0;
    const states: string[] = [];
    const successors: { readonly ms: number; readonly run: () => void }[] = [];
    const client = new ChatClient({
      url: stack.url,
      getToken: () => stack.token({ sub: `short-${(tokens += 1) && 'lived'}`, expiresIn: HOUR / 1_000 }),
      timers: {
        now: () => Date.now(),
        elapsed: () => performance.now(),
        // Nothing else is planned so far ahead. It happens when the test says so, so that no token ends on a busy machine.
        after: (ms, run) => {
          if (ms > HOUR / 2) successors.push({ ms, run });
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
    });
    const replaced = new Promise<void>((resolve) => {
      client.on('state', ({ status }) => {
        states.push(status);
        const times = states.filter((name) => name === 'online').length;
        if (times === 3) resolve();
        else if (status === 'online') queueMicrotask(() => successors.at(-1)?.run());
      });
    });
    client.connect();
    await replaced;
    client.close();
    expect(tokens).toBe(3);
    expect(states).toEqual(['connecting', 'recovering', 'online', 'online', 'online', 'closed']);
    expect(successors).toHaveLength(3);
    for (const { ms } of successors) expect(ms).toBeLessThan(HOUR);
  });

  it('is told why when its token is refused', async () => {
    const client = new ChatClient({ url: stack.url, getToken: () => 'not a token' });
    const closed = new Promise((resolve) =>
      client.on('state', (state) => state.status === 'closed' && resolve(state)),
    );
    client.connect();
    await expect(closed).resolves.toEqual({ status: 'closed', reason: 'refused (401)' });
  });

  it('carries what is piped into npm run chat', async () => {
    const reader = newClient('reader', openSocket);
    await reader.client.join('tea');
    const before = reader.shown.length;
    const argv = ['--url', stack.url, '--token', stack.token({ sub: 'ada', name: 'Ada' }), '--room', 'tea'];
    const { code, stdout, stderr } = await runTool('dev/src/chat/cli.ts', argv, {}, 'good morning\n');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\* connected as Ada; \/quit leaves\n[^]*Ada: good morning\n$/);
    await hasSeen(reader, before + 1);
    reader.client.close();
    expect(reader.shown.at(-1)).toMatch(/good morning$/);
  });
});
