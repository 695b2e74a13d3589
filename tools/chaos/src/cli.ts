// `npm run chaos -- --clients 50 --messages 5000 --seed N [--duration SECONDS] [--client chat-client] [--inject BUG]`:
// proves that nothing is lost and nothing doubled while sockets are cut, handlers die or freeze, and the database and
// the gateway are killed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  documentClient,
  DynamoMessageRepository,
  SdkTableClient,
  tableDefinition,
} from '@serverless-ws/chat-dynamo';
import { newSecret } from '@serverless-ws/local-stack/token/local-secret.js';
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { LOCAL, ROOM, TABLE, type BackendSettings } from './backend-settings.js';
import { ChaosChild, freePort } from './chaos-child.js';
import { chaosOptions, USAGE, type ChaosOptions } from './chaos-options.js';
import { ChaosRun } from './chaos-run.js';
import { unreadAbove, verdict, type SettledLog } from './verdict.js';
import { writeResult } from './write-result.js';

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
  const ports = { engine: await freePort(), backend: await freePort() };
  const databaseUrl = `http://127.0.0.1:${ports.engine}`;
  const settings: BackendSettings = {
    port: ports.backend,
    databaseUrl,
    secret: newSecret(),
    seed: options.seed,
    inject: options.inject,
  };
  const engine = new ChaosChild('engine-process.ts', [folder, String(ports.engine)]);
  const backend = new ChaosChild('backend-process.ts', [], { CHAOS_BACKEND: JSON.stringify(settings) });
  const client = documentClient({ ...LOCAL, endpoint: databaseUrl });
  try {
    await engine.start();
    await client.send(new CreateTableCommand(tableDefinition(TABLE)));
    await backend.start();
    const run = new ChaosRun(
      { url: `ws://127.0.0.1:${ports.backend}/local`, secret: settings.secret, engine, backend },
      options,
    );
    await execute(run, options, () =>
      readLog(new DynamoMessageRepository({ client: new SdkTableClient(client), table: TABLE, clock: Date })),
    );
    console.log(
      `cut ${run.cuts} sockets; killed the database ${engine.kills} times, the gateway ${backend.kills} times; ` +
        `${run.bursts} cold bursts, ${run.bystanders.stalled} members that did not read, ${run.bystanders.frames} frames of a flood`,
    );
  } finally {
    client.destroy();
    await backend.kill();
    await engine.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function execute(run: ChaosRun, options: ChaosOptions, log: () => Promise<SettledLog>): Promise<void> {
  const started = Date.now();
  const unrest = await run.execute().then(
    () => null,
    (error: unknown) => messageOf(error),
  );
  run.close();
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  const settled = await log();
  const found = verdict(settled, run.clients, run.quiet);
  const counted = unreadAbove(settled.head, { seq: 0, nonMessages: 0 });
  const lost = found.lostFromLog + found.lostAtClients + found.lostPushes;
  const acked = run.clients.reduce((sum, client) => sum + client.acked.size, 0);
  const resets = run.clients.reduce((sum, client) => sum + client.resets, 0);
  console.log(
    `seed ${options.seed}: ${options.clients} clients (${options.client}), ${Math.round((Date.now() - started) / 1_000)} s` +
      `${options.inject === null ? '' : `, injected ${options.inject}`}\n` +
      `sent ${run.sent}, acked ${acked}, delivered ${found.delivered}, lost ${lost}, doubled ${found.doubled}, not brought up to date ${resets}; counts too low ${found.miscounted}, too high ${counted - settled.messages.length}`,
  );
  if (lost > 0) console.log(`lost: ${JSON.stringify(found)}`);
  if (unrest !== null) throw new CommandError(unrest, 1);
  if (lost > 0 || found.doubled > 0 || found.miscounted > 0 || acked < run.sent || resets > 0) {
    throw new CommandError('the promises were broken', 1);
  }
}

async function readLog(messages: DynamoMessageRepository): Promise<SettledLog> {
  const head = (await messages.head(ROOM)) ?? { epoch: '', seq: 0 };
  const range = { from: 1, to: head.seq, order: 'ascending', limit: head.seq } as const;
  const entries = await messages.read(ROOM, range);
  const settled = entries.flatMap((entry) => {
    if (entry.kind !== 'message') return [];
    const { seq, id, clientMessageId = '', nonMessages = 0 } = entry;
    return [{ seq, id, clientMessageId, nonMessages }];
  });
  return { head, messages: settled };
}
