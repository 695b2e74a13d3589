import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from '@serverless-ws/command-line/run-tool.js';
import { bundleChat } from '@serverless-ws/local-stack/bundles.js';
import { startLocalDatabase } from '@serverless-ws/local-stack/local-database.js';
import { readDeployment } from '@serverless-ws/serverless-local';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** The chat behind serverless-offline. */
export interface OfflineStack {
  /** Where clients connect. */
  readonly url: string;
  /** Where the table is: a DynamoDB endpoint. */
  readonly databaseUrl: string;
  readonly tableName: string;
  /** Events that the function behind `$connect` has answered so far. */
  connects(): number;
  close(): Promise<void>;
}

/** The `apiId` that serverless-offline puts into every event. */
const API_ID = 'private';

/** How serverless-offline says that a function has answered. */
const RAN = /\(λ: (\w+)\) RequestId/g;

/**
 * Starts osls with serverless-offline, in one process, on this workspace's own serverless.yml, with a table beside it.
 * @throws Error with what it said, where it ends before it listens
 */
export async function startOfflineStack(secret: string): Promise<OfflineStack> {
  const folder = await mkdtemp(join(tmpdir(), 'offline-parity-'));
  const [port, lambdaPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const file = join(workspaceRoot, 'serverless.yml');
  const { tables } = readDeployment(file, {
    stage: 'dev',
    environment: { JWT_SECRET: secret },
    managementUrl: '',
  });
  const tableName = tables[0]?.TableName ?? '';
  const [database] = await Promise.all([startLocalDatabase(tables, undefined), layOut(folder, file)]);
  const child = run(folder, ['--websocketPort', `${port}`, '--lambdaPort', `${lambdaPort}`], {
    JWT_SECRET: secret,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    LOCAL_VALUES: JSON.stringify({ CHAT_API_ID: API_ID, CHAT_TABLE: tableName, CHAT_CALLBACK_URL: url }),
  });
  const close = async () => {
    await ended(child);
    await Promise.all([database.close(), rm(folder, { recursive: true, force: true })]);
  };
  try {
    const log = await listening(child);
    return {
      url: url.replace('http', 'ws'),
      databaseUrl: database.endpoint,
      tableName,
      connects: () => [...log().matchAll(RAN)].filter(([, name]) => name === 'connection').length,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves once it listens, with what tells all that it has said so far. */
function listening(child: ChildProcess): Promise<() => string> {
  let said = '';
  let isListening = false;
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      // To search all that it has said, each time that it says something, takes longer and longer.
      if (isListening || !said.includes('[http for websocket] listening')) return;
      isListening = true;
      resolve(() => said);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`serverless-offline ended: ${said}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}

/** A service folder with the workspace's file in it, other plugins, and the bundles where the file has them. */
async function layOut(folder: string, file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const plugins = 'plugins:\n  - ./local-values.mjs\n  - serverless-offline\n';
  await Promise.all([
    writeFile(join(folder, 'serverless.yml'), text.replace(/^plugins:\n(?: .*\n)+/m, plugins)),
    cp(join(import.meta.dirname, 'local-values.mjs'), join(folder, 'local-values.mjs')),
    symlink(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules')),
    bundleChat(join(folder, 'apps/ws-lambda/dist')),
  ]);
}

function run(
  folder: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const serverless = join(workspaceRoot, 'node_modules/osls/bin/serverless.js');
  const how = ['offline', 'start', '--useInProcess', '--noSponsor', '--host', '127.0.0.1'];
  return spawn(process.execPath, [serverless, ...how, ...options], {
    cwd: folder,
    env: cleanEnvironment({
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local-secret',
      ...environment,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A port that is free now: serverless-offline cannot be told to choose. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
