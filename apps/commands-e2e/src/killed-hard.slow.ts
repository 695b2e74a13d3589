import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ChatClient } from '@serverless-ws/chat-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanEnvironment, toolCommand } from '@serverless-ws/command-line/run-tool.js';
import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';

const PEOPLE = 20;
/** Milliseconds: each start builds the functions and the page, which takes long on a busy machine. */
const PATIENCE = 300_000;
const SECRET = 'a-secret-of-this-test-that-is-long-enough';
/** Short times: people come back as soon as the server does. */
const SETTINGS = { pingInterval: 1_000, answerTimeout: 3_000, backoffBase: 50, backoffCap: 500 };

describe('npm start --data, killed hard while people talk', () => {
  let folder: string;
  let server: ChildProcess | undefined;
  const clients: ChatClient[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'killed-hard-'));
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await kill();
    await rm(folder, { recursive: true });
  });

  async function start(port: string): Promise<string> {
    const argv = ['--port', port, '--web-port', '0', '--json', '--data', join(folder, 'data')];
    server = spawn(process.execPath, [...toolCommand('dev/src/dev-server/cli.ts'), ...argv], {
      // What it does not remove when it is killed goes with the folder.
      env: cleanEnvironment({ JWT_SECRET: SECRET, CHAT_FLOOD_MESSAGES: '0', TMPDIR: folder }),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (server.stdout === null) throw new Error('no output');
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
    return (JSON.parse(line) as { readonly url: string }).url;
  }

  async function kill(): Promise<void> {
    if (server === undefined || server.signalCode !== null || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }

  /** A client of the room, and what it was shown. */
  function member(url: string, name: string) {
    const shown: string[] = [];
    const client = new ChatClient({
      url,
      getToken: () => mintToken({ sub: name, name, roles: [], expiresIn: null }, SECRET),
      settings: SETTINGS,
    });
    clients.push(client);
    const hasSeen = (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => shown.length >= count && resolve();
        client.on('message', look);
        look();
      });
    client.on('message', ({ room, entry }) => {
      if (room === 'tea' && 'text' in entry) shown.push(entry.text);
    });
    client.connect();
    const say = (round: number) => client.send(`${name} ${round}`, { room: 'tea' });
    return { client, shown, hasSeen, say };
  }

  it(
    'has lost and doubled nothing when it is back: neither what was under way nor what is said then',
    async () => {
      const url = await start('0');
      const people = Array.from({ length: PEOPLE }, (_, index) => member(url, `user-${index}`));
      await Promise.all(people.map(({ client }) => client.join('tea')));
      await Promise.all(people.map(({ say }) => say(1)));
      const underWay = people.map(({ say }) => say(2));
      await kill();
      await start(new URL(url).port);
      await Promise.all([...underWay, ...people.map(({ say }) => say(3))]);
      await Promise.all(people.map(({ hasSeen }) => hasSeen(3 * PEOPLE)));

      const [first, ...others] = people.map(({ shown }) => shown);
      for (const other of others) expect(other).toEqual(first);
      const said = [1, 2, 3].flatMap((round) => people.map((_, index) => `user-${index} ${round}`));
      expect([...(first ?? [])].sort()).toEqual(said.sort());
    },
    PATIENCE,
  );
});
