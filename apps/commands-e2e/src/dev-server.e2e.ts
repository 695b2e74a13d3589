import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import jsonwebtoken from 'jsonwebtoken';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { cleanEnvironment, runTool, toolCommand } from '@serverless-ws/command-line/run-tool.js';
import {
  cutOff,
  notRefused,
  statusOf,
  upgradeOf,
} from '@serverless-ws/local-stack/hostile-requests.fixture.js';
import { startLocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { runScenario, type ChatTarget } from '@serverless-ws/scenarios/scenario.js';
import { messages } from '@serverless-ws/scenarios/scenarios/messages.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

const SERVER = 'dev/src/dev-server/cli.ts';

/** On any free ports, for programs; the page takes long to build, and few tests need it. */
const WITH_PAGE = ['--port', '0', '--json'];
const WITHOUT_PAGE = [...WITH_PAGE, '--no-page'];

describe('npm start', () => {
  const running: ChildProcessWithoutNullStreams[] = [];

  function start(args: readonly string[], environment: Record<string, string> = {}) {
    const child = spawn(process.execPath, [...toolCommand(SERVER), ...args], {
      cwd: workspaceRoot,
      env: cleanEnvironment(environment),
    });
    running.push(child);
    return child;
  }

  async function access(
    child: ChildProcessWithoutNullStreams,
  ): Promise<ChatTarget & { managementUrl: string; pageUrl?: string }> {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return JSON.parse(line) as ChatTarget & { managementUrl: string; pageUrl?: string };
  }

  /** What wscat prints of a message that it sends, and of what is pushed. */
  async function heardByWscat(url: string, token: string): Promise<readonly Record<string, unknown>[]> {
    const say = ['-x', '{"action":"sendMessage","text":"hi"}', '-w', '60'];
    const wscat = spawn(
      process.execPath,
      [
        join(workspaceRoot, 'node_modules/wscat/bin/wscat'),
        ...['-c', url, '-H', `Authorization: ${token}`],
        ...say,
      ],
      { cwd: workspaceRoot, env: cleanEnvironment() },
    );
    running.push(wscat);
    const heard: Record<string, unknown>[] = [];
    const lines = createInterface(wscat.stdout);
    await new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        const [json] = /\{.*\}/.exec(line) ?? [];
        if (json !== undefined) heard.push(JSON.parse(json) as Record<string, unknown>);
        if (heard.length === 2) resolve();
      });
    });
    return heard;
  }

  const talk = (target: ChatTarget) =>
    Promise.all(messages.slice(0, 1).map((one) => runScenario(one, target)));

  afterEach(async () => {
    for (const child of running.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });

  it('prints how to get in, is ended by no request to the page or the chat, and ends cleanly on SIGINT', async () => {
    const child = start(WITH_PAGE, { BUNDLED_FUNCTIONS: '' });
    const { url, managementUrl, pageUrl, token } = await access(child);
    expect(managementUrl).toBe(url.replace('ws://', 'http://'));
    for (const listener of [pageUrl ?? 'no page', managementUrl]) {
      expect([listener, await notRefused(listener)]).toEqual([listener, []]);
      await cutOff(listener);
    }
    await talk({ url, token });
    child.kill('SIGINT');

    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('takes the seed’s own token, with a short secret and no end, and warns of it', async () => {
    const child = start(WITHOUT_PAGE, { JWT_SECRET: 'SECRET' });
    let log = '';
    const warned = new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        log += chunk.toString();
        if (/"level":"WARN".*32 bytes/.test(log)) resolve();
      });
    });
    const { url } = await access(child);
    await warned;
    const token = jsonwebtoken.sign({ sub: '123', name: 'Dev User', roles: ['admin'] }, 'SECRET', {
      algorithm: 'HS256',
    });
    await talk({ url, token });
  });

  it('takes no token that is signed with a secret of an earlier run, or with one that was published', async () => {
    const { url, token } = await access(start(WITHOUT_PAGE));
    const enter = (signed: string) => statusOf(url, upgradeOf(url, `Authorization: ${signed}`));
    const claims = { sub: 'dev', name: 'Dev User', roles: ['admin'] };
    const published = jsonwebtoken.sign(claims, 'development-only-secret-never-deploy-this-one', {
      expiresIn: '1h',
    });
    const another = await access(start(WITHOUT_PAGE));

    expect(await Promise.all([enter(token), enter(published), enter(another.token)])).toEqual([
      101, 401, 401,
    ]);
  });

  it('talks with wscat as the README does, tells other commands its secret, and takes it along on SIGTERM', async () => {
    const child = start(WITHOUT_PAGE);
    const { url, pageUrl, token } = await access(child);
    expect(pageUrl).toBeUndefined();
    const heard = await heardByWscat(url, token);
    expect(heard).toContainEqual(expect.objectContaining({ type: 'ack', room: 'lobby' }));
    expect(heard).toContainEqual(
      expect.objectContaining({
        messages: [expect.objectContaining({ text: 'hi', sender: { id: 'dev', name: 'Dev User' } })],
      }),
    );

    const command = ['--sub', 'ada', '--url', url];
    const { stdout } = await runTool('local-stack/src/token/cli.ts', command);
    await talk({ url, token: stdout.trim() });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await runTool('local-stack/src/token/cli.ts', command)).toEqual({
      code: 1,
      stdout: '',
      stderr: `token: no npm start of this folder listens at ${url}, and JWT_SECRET is not set\n`,
    });
  });

  it.each([
    ['the chat’s', (port: string) => ['--port', port], '; --port takes another'],
    ['the page’s', (port: string) => ['--port', '0', '--web-port', port], '; --web-port takes another'],
  ])('says in one line that %s port is taken, and leaves nothing behind', async (_, flags, advice) => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const scratch = await mkdtemp(join(tmpdir(), 'chat-start-'));
    const taken = await runTool(SERVER, flags(String(port)), { TMPDIR: scratch });
    other.close();
    const left = (await readdir(scratch)).filter((name) => name.startsWith('chat-'));
    await rm(scratch, { recursive: true });

    expect({ ...taken, left }).toEqual({
      code: 1,
      stdout: '',
      stderr: `start: port ${port} is taken${advice}\n`,
      left: [],
    });
  });

  it('names a flag that it does not know', async () => {
    expect(await runTool(SERVER, ['--prot', '1'])).toMatchObject({
      code: 2,
      stderr: "start: Unknown option '--prot'\n",
    });
  });

  const missing =
    'authorizer does not start: JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL, or JWT_SECRET_ARN)';

  it.each([
    ['dev', { JWT_SECERT: 'x' }, 'JWT_SECERT is not a setting that serverless.yml reads'],
    ['prod', {}, missing],
  ])('does not start %s with %j', async (stage, environment, line) => {
    const run = await runTool(SERVER, ['--port', '0', '--no-page', '--stage', stage], environment);

    expect(run).toEqual({ code: 1, stdout: '', stderr: `start: ${line}\n` });
  });

  it.each([
    ['dev', { JWT_SECRET: '' }, missing],
    ['prod', { JWT_SECRET: 'SECRET' }, 'authorizer does not start: JWT_SECRET is under 32 bytes'],
  ])('has no stack to start %s with where there is %j', async (stage, environment, line) => {
    await expect(startLocalStack({ stage, environment })).rejects.toThrow(new CommandError(line, 1));
  });
});
