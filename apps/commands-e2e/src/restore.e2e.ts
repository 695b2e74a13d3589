import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChatClient } from '@serverless-ws/chat-client';
import { cleanEnvironment, runTool, toolCommand } from '@serverless-ws/command-line/run-tool.js';
import { startBackupServer, type BackupServer } from '@serverless-ws/dev/restore/fixtures/backup-server.js';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { patientDeployment } from '@serverless-ws/scenarios/patient-deployment.js';

const CREDENTIALS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};
const COPY = 'chat-restored';

describe('a chat that is restored from a backup while people are in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'restore-'));
  const clients: ChatClient[] = [];
  let stack: LocalStack;
  let server: BackupServer;

  beforeAll(async () => {
    stack = await startLocalStack({
      coldStart: true,
      serverlessFile: patientDeployment(folder),
      environment: { CHAT_FLOOD_MESSAGES: '0' },
    });
    server = await startBackupServer(stack.databaseUrl);
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    await server.close();
    await stack.close();
    rmSync(folder, { recursive: true });
  });

  /** A user in the room `tea`, what they were shown of it, and whether they were told to read it anew. */
  function newPerson(name: string) {
    const shown: string[] = [];
    let resets = 0;
    const client = new ChatClient({
      url: stack.url,
      getToken: () => stack.token({ sub: name, name }),
      settings: { pingInterval: 1_000, answerTimeout: 3_000, backoffBase: 50, backoffCap: 500 },
    });
    client.on('message', ({ room, entry }) => {
      if (room === 'tea' && 'text' in entry) shown.push(entry.text);
    });
    client.on('reset', ({ room }) => {
      if (room === 'tea') resets += 1;
    });
    clients.push(client);
    client.connect();
    const until = (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => holds() && resolve();
        client.on('message', look);
        client.on('reset', look);
        look();
      });
    return {
      client,
      shown,
      hasSeen: (text: string) => until(() => shown.includes(text)),
      isReset: () => until(() => resets > 0),
      resets: () => resets,
    };
  }

  async function joined(name: string) {
    const person = newPerson(name);
    await person.client.join('tea');
    return person;
  }

  const textsIn = async ({ client }: ReturnType<typeof newPerson>) =>
    (await client.history('tea')).entries.flatMap((entry) => ('text' in entry ? [entry.text] : []));

  const flags = (at: Date) => [
    ...['--from', 'ChatTable', '--to', COPY, '--at', at.toISOString().replace('.000Z', 'Z')],
    ...['--endpoint', server.endpoint],
  ];

  /** Kills the command when it has started the epoch of one room and is about to start the next. */
  async function killedHalfway(at: Date): Promise<void> {
    const argv = [...toolCommand('dev/src/restore/cli.ts'), ...flags(at)];
    const child = spawn(process.execPath, argv, { env: cleanEnvironment(CREDENTIALS), stdio: 'ignore' });
    const ended = once(child, 'exit');
    let epochs = 0;
    server.onAsked = (operation) => {
      // The copy is usable at once: what it is to wait for a table is not what this is about.
      Object.assign(server.operations.state(COPY), { looksUntilActive: 0, changesTooEarly: 0 });
      epochs += operation === 'UpdateItem' ? 1 : 0;
      if (epochs !== 2) return;
      child.kill('SIGKILL');
      throw new Error('killed');
    };
    const [, signal] = (await ended) as [number | null, string | null];
    server.onAsked = () => undefined;
    expect(signal).toBe('SIGKILL');
  }

  it('has what was said before that time, tells all who are in it, and doubles nothing', async () => {
    const [ada, bob] = [await joined('ada'), await joined('bob')];
    const { seq } = await ada.client.send('before', { room: 'tea', clientMessageId: 'once' });
    await Promise.all([ada, bob].map(({ hasSeen }) => hasSeen('before')));
    const at = await server.operations.keep('ChatTable');
    const carol = await joined('carol');
    await bob.client.send('after', { room: 'tea' });
    await Promise.all([ada, bob, carol].map(({ hasSeen }) => hasSeen('after')));

    await killedHalfway(at);
    const again = await runTool('dev/src/restore/cli.ts', flags(at), CREDENTIALS);
    expect(again.stdout).toContain(`${COPY}: there already, a copy of ChatTable`);
    expect(again.stdout).toMatch(/every room has a new epoch: 1 from this run, 1 from an earlier one/);
    expect(again.code).toBe(0);
    expect(server.operations.state(COPY)).toMatchObject({
      ...{ expiresBy: 'ttl', hasBackups: true, isProtected: true },
    });

    await stack.reload({ tableName: COPY });
    // The connections of that time are in the copy; that of carol is not, and is opened anew.
    await Promise.all([ada, bob, carol].map(({ isReset }) => isReset()));
    expect(await textsIn(ada)).toEqual(['before']);
    const dora = await joined('dora');
    await dora.client.send('new', { room: 'tea' });
    await Promise.all([ada, bob, carol, dora].map(({ hasSeen }) => hasSeen('new')));

    // A page of ada's that was closed before it heard of its message sends it again.
    const page = await joined('ada');
    expect((await page.client.send('before', { room: 'tea', clientMessageId: 'once' })).seq).toBe(seq);
    expect(await textsIn(page)).toEqual(['before', 'new']);
    for (const { shown, resets } of [ada, bob, carol]) {
      expect(shown.filter((text) => text === 'new')).toHaveLength(1);
      expect(resets()).toBe(1);
    }
  });
});
