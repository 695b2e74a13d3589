// `npm run chaos -- --clients 50 --messages 5000 --seed N [--duration SECONDS] [--client chat-client] [--inject BUG] [--batches]`:
// proves that nothing is lost and nothing doubled while sockets are cut, handlers die or freeze, and the database and
// the gateway are killed; that a flood meets a limit and others do not; and that no row outlives its connection.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { RoomHead } from '@serverless-ws/chat-domain';
import {
  documentClient,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoUserRoomRepository,
  SdkTableClient,
  tableDefinition,
} from '@serverless-ws/chat-dynamo';
import { newSecret } from '@serverless-ws/local-stack/token/local-secret.js';
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { startLocalQueues } from '@serverless-ws/serverless-local';
import { BUSY_QUEUE, LOCAL, ROOM, TABLE, type BackendSettings } from './backend-settings.js';
import { ChangingRetention, fallenEnds } from './changing-retention.js';
import { ChaosChild, freePort } from './chaos-child.js';
import { allowedOf, chaosOptions, USAGE, type ChaosOptions } from './chaos-options.js';
import { ChaosRun } from './chaos-run.js';
import type { Participant } from './clients/participant.js';
import { connectionRows } from './connection-rows.js';
import type { SettledDevices } from './devices/devices-verdict.js';
import { judgeDevices } from './devices/judge-devices.js';
import { settledDevices, type SettledStores } from './devices/settled-devices.js';
import { judgePublished } from './publish/judge-published.js';
import { unreadAbove, verdict, type Settled, type SettledLog } from './verdict.js';
import { writeResult } from './write-result.js';

/** The log, and of each message whether its sender was to push it. */
interface Logged extends SettledLog {
  readonly messages: readonly (Settled & { readonly pushed: boolean })[];
  /** Entries that end before the one below them. */
  readonly fallen: number;
}

/** Milliseconds after which the log has nothing open. */
const SETTLED = 2_000;

await runCommand('chaos', USAGE, async () => {
  const options = chaosOptions(process.argv.slice(2));
  let isKept = false;
  try {
    await runOnce(options);
    isKept = true;
  } finally {
    await writeResult(options.results, isKept);
  }
});

async function runOnce(options: ChaosOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
  const ports = { engine: await freePort(), backend: await freePort(), invoke: await freePort() };
  const databaseUrl = `http://127.0.0.1:${ports.engine}`;
  // In this process, which is not killed: SQS loses nothing.
  const queues = options.batches ? await startLocalQueues([BUSY_QUEUE]) : null;
  const settings: BackendSettings = {
    port: ports.backend,
    invokePort: ports.invoke,
    databaseUrl,
    secret: newSecret(),
    seed: options.seed,
    inject: options.inject,
    queueEndpoint: queues?.endpoint ?? null,
    allowed: allowedOf(options),
  };
  const engine = new ChaosChild('engine-process.ts', [folder, String(ports.engine)]);
  const backend = new ChaosChild('backend-process.ts', [], { CHAOS_BACKEND: JSON.stringify(settings) });
  const client = documentClient({ ...LOCAL, endpoint: databaseUrl });
  const table = { client: new SdkTableClient(client), table: TABLE, clock: Date };
  const heads = new DynamoRoomHeadRepository(table);
  const retention = new ChangingRetention(heads, ROOM);
  try {
    await engine.start();
    await client.send(new CreateTableCommand(tableDefinition(TABLE)));
    await backend.start();
    const run = new ChaosRun(
      {
        ...{ url: `ws://127.0.0.1:${ports.backend}/local`, secret: settings.secret, engine, backend },
        invokePort: ports.invoke,
        retention,
      },
      options,
    );
    const stores = {
      heads,
      messages: new DynamoMessageRepository(table),
      userRooms: new DynamoUserRoomRepository(table),
    };
    await execute(run, options, {
      log: () => readLog(stores),
      devices: () => settledDevices({ client, ...stores }, run.devices),
      rowsLeft: async () => {
        await backend.ask('deliver');
        return (await connectionRows(client)).keys;
      },
    });
    console.log(
      `cut ${run.cuts} sockets; killed the database ${engine.kills} times, the gateway ${backend.kills} times; ` +
        `${run.bursts} cold bursts, ${run.bystanders.stalled} members that did not read, ${run.bystanders.frames} frames of a flood, ${run.bystanders.refused} responses that these are too many; ` +
        `changed the retention ${retention.changes} times`,
    );
  } finally {
    retention.close();
    client.destroy();
    await backend.kill();
    await engine.kill();
    await queues?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is found in the table at the end. */
interface Found {
  log(): Promise<Logged>;
  devices(): Promise<SettledDevices>;
  /** Rows of connections, none of which is open any more, after later deliveries. */
  rowsLeft(): Promise<readonly string[]>;
}

async function execute(run: ChaosRun, options: ChaosOptions, found: Found): Promise<void> {
  const started = Date.now();
  const unrest = await run.execute().then(
    () => null,
    (error: unknown) => messageOf(error),
  );
  run.close();
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  const settled = await found.log();
  const result = verdict(settled, run.clients, run.quiet);
  const counted = unreadAbove(settled.head, { seq: 0, nonMessages: 0 });
  const devices = judgeDevices(await found.devices(), run.devices);
  const published = judgePublished(settled.messages, run.publisher.outcomes);
  const rows = await found.rowsLeft();
  const lost = published.lost + result.lostFromLog + result.lostAtClients + result.lostPushes;
  const wrong = published.wrong + run.publisher.disorders;
  const sum = (count: (client: Participant) => number) =>
    run.clients.reduce((total, client) => total + count(client), 0);
  const [acked, resets, refused] = [
    sum((one) => one.acked.size),
    sum((one) => one.resets),
    sum((one) => one.refused),
  ];
  console.log(
    `seed ${options.seed}: ${options.clients} clients (${options.client}), ${Math.round((Date.now() - started) / 1_000)} s` +
      `${options.batches ? `, ${settled.messages.filter(({ pushed }) => !pushed).length} of ${settled.messages.length} left to workers` : ''}${options.inject === null ? '' : `, injected ${options.inject}`}\n` +
      `sent ${run.sent}, acked ${acked}, delivered ${result.delivered}, lost ${lost}, doubled ${result.doubled}, ` +
      `not brought up to date ${resets}, ending too early ${settled.fallen}, refused ${refused}, rows left ${rows.length}, ` +
      `counts too low ${result.miscounted}, too high ${counted - settled.messages.length}\n` +
      `published ${run.publisher.published} in ${run.publisher.calls} calls, rejected ${published.rejected}, lost ${published.lost}, ` +
      `wrong results ${wrong}\n` +
      devices.line,
  );
  if (lost > 0) console.log(`lost: ${JSON.stringify(result)}`);
  if (rows.length > 0) console.log(`left: ${rows.slice(0, 10).join(', ')}`);
  if (unrest !== null) throw new CommandError(unrest, 1);
  if (run.bystanders.refused === 0) throw new CommandError('the flood met no limit', 1);
  const broken = [
    lost,
    wrong,
    result.doubled,
    result.miscounted,
    settled.fallen,
    resets,
    refused,
    rows.length,
    devices.broken,
  ];
  if (broken.some((count) => count > 0) || acked < run.sent) {
    throw new CommandError('the promises were broken', 1);
  }
}

async function readLog({ heads, messages }: Pick<SettledStores, 'heads' | 'messages'>): Promise<Logged> {
  const none: SettledLog['head'] & Pick<RoomHead, 'retention'> = { epoch: '', seq: 0 };
  const head = (await heads.find(ROOM)) ?? none;
  const range = { from: 1, to: head.seq, order: 'ascending', limit: head.seq } as const;
  const entries = await messages.read(ROOM, range);
  const settled = entries.flatMap((entry) => {
    if (entry.kind !== 'message') return [];
    const { seq, id, clientMessageId = '', nonMessages = 0, pushed = false } = entry;
    return [{ seq, id, clientMessageId, nonMessages, pushed }];
  });
  return { head, messages: settled, fallen: fallenEnds(head, entries) };
}
