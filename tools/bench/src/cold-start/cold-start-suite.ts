import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from '@serverless-ws/bundle/bundle.mjs';
import { bundleSources } from '@serverless-ws/chat-lambda/bundle';
import { installRuntimes, type Runtime } from '@serverless-ws/command-line/node-runtimes/runtimes.js';
import { bundleProgram, ChildProgram } from '../child-program.js';
import { median } from '../median.js';
import type { ResultRow } from '../report/result-row.js';
import { connectMember, createChatTable, LOCAL_ENVIRONMENT } from '../store/chat-table.js';
import { startEngine } from '../store/engine.js';
import type { BenchContext, Suite } from '../suite.js';
import { start, type Start } from './driver.js';
import { API_ID, CONNECTION_ID, FLOORS, handlerCalls, SECRET, type HandlerCall } from './handlers.js';

/** Starts of each handler on each Node, taken in turns; the median counts. */
const STARTS = 11;
const EMPTY: HandlerCall = { name: 'empty', event: {}, proof: '200' };

/** How long each function takes from nothing to its first answer. */
export const coldStartSuite: Suite = {
  name: 'cold-start',
  title:
    `From the start of a process to the first answer of each bundle, and the CPU that took, median of ${STARTS}, as a ` +
    `multiple of a handler that does nothing and was started right before; the store in a process of its own, ` +
    `without TLS. The last rows are no handlers: one read of one item, by three clients.`,
  async run(context) {
    const { folder } = context;
    await bundle({ outdir: folder });
    await bundleSources(folder, floors());
    await writeFile(join(folder, 'empty.mjs'), 'export const handler = async () => ({ statusCode: 200 });');
    const engine = await startEngine();
    const sink = await ChildProgram.start(
      await bundleProgram(join(import.meta.dirname, '../fan-out/sink.ts'), folder, 'sink'),
      { tls: null, delay: 0 },
    );
    const { port } = sink.said as { port: number };
    try {
      await connectMember(await createChatTable(engine.endpoint, 'chat'), CONNECTION_ID);
      const chat = { CHAT_TABLE: 'chat', CHAT_CALLBACK_URL: `http://127.0.0.1:${port}/prod` };
      return await measure(context, {
        ...LOCAL_ENVIRONMENT,
        ...chat,
        CHAT_API_ID: API_ID,
        AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      });
    } finally {
      await Promise.all([engine.stop(), sink.stop()]);
    }
  },
};

function floors() {
  const source = ({ name }: HandlerCall) => join(import.meta.dirname, 'floors', `${name}.ts`);
  return FLOORS.map((floor) => ({
    in: source(floor),
    out: floor.name,
    whole: floor.name === 'one-read-sdk',
  }));
}

/** A start of a handler, and that of the empty one right before: a shared machine is not as fast in the next second. */
interface Pair {
  readonly empty: Start;
  readonly start: Start;
}

async function measure(
  { folder, progress }: BenchContext,
  store: Readonly<Record<string, string>>,
): Promise<readonly ResultRow[]> {
  const calls = [EMPTY, ...handlerCalls(), ...FLOORS];
  const runtimes = await installRuntimes(join(folder, 'runtimes'));
  const pairs = new Map<string, Pair[]>();
  for (let round = 1; round <= STARTS; round += 1) {
    progress(`start ${round} of ${STARTS}`);
    for (const runtime of runtimes) {
      for (const call of calls) {
        const environment = call.name === 'authorizer' ? { CHAT_API_ID: API_ID, JWT_SECRET: SECRET } : store;
        const empty = await start(runtime.executable, folder, EMPTY, environment);
        const pair = { empty, start: await start(runtime.executable, folder, call, environment) };
        const key = keyOf(runtime, call);
        pairs.set(key, [...(pairs.get(key) ?? []), pair]);
      }
    }
  }
  const rows = calls.map(async (call) => [
    ...runtimes.flatMap((runtime) => rowsOf(pairs.get(keyOf(runtime, call)) ?? [], runtime, call)),
    await sizeOf(folder, call),
  ]);
  return (await Promise.all(rows)).flat();
}

function rowsOf(pairs: readonly Pair[], { version }: Runtime, { name }: HandlerCall): readonly ResultRow[] {
  const row = (metric: string, figure: (start: Start) => number): ResultRow => {
    const value = median(pairs.map(({ start }) => figure(start)));
    const ratio = median(pairs.map(({ start, empty }) => figure(start) / figure(empty)));
    return {
      ...{ suite: 'cold-start', row: name, metric, value, unit: 'ms' },
      // Against itself it is one, give or take what the machine does.
      ratioTo: { row: EMPTY.name, ratio: name === EMPTY.name ? 1 : ratio },
    };
  };
  const node = `Node ${version.split('.')[0]}`;
  return [row(node, ({ elapsed }) => elapsed), row(`CPU, ${node}`, ({ cpu }) => cpu)];
}

async function sizeOf(folder: string, { name }: HandlerCall): Promise<ResultRow> {
  const { size } = await stat(join(folder, `${name}.mjs`));
  return { suite: 'cold-start', row: name, metric: 'bundle', value: size / 1_024, unit: 'KB' };
}

function keyOf({ version }: Runtime, { name }: HandlerCall): string {
  return `${version} ${name}`;
}
