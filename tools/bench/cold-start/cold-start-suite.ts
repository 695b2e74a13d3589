import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundle } from '../../bundle/bundle.mjs';
import { bundleProgram, ChildProgram } from '../child-program.js';
import { median } from '../median.js';
import type { ResultRow } from '../result-row.js';
import { connectMember, createChatTable, LOCAL_ENVIRONMENT } from '../store/chat-table.js';
import { startEngine } from '../store/engine.js';
import type { Suite } from '../suite.js';
import { CONNECTION_ID, handlerCalls, SECRET, type HandlerCall } from './handlers.js';

/** Starts of each handler, taken in turns; the median counts. */
const STARTS = 11;
const EMPTY: HandlerCall = { name: 'empty', event: {}, proof: '200' };

/** How long each function takes from nothing to its first answer. */
export const coldStartSuite: Suite = {
  name: 'cold-start',
  title:
    `From the start of a process to the first answer of each bundle, median of ${STARTS}, as a multiple of a handler ` +
    `that does nothing; the store in a process of its own.`,
  async run({ folder, progress }) {
    await bundle({ outdir: folder });
    await writeFile(
      join(folder, 'empty-handler.mjs'),
      'export const handler = async () => ({ statusCode: 200 });',
    );
    const engine = await startEngine();
    const sink = await ChildProgram.start(
      await bundleProgram(join(import.meta.dirname, '../fan-out/sink.ts'), folder, 'sink'),
      { tls: null, delay: 0 },
    );
    const { port } = sink.said as { port: number };
    try {
      await connectMember(await createChatTable(engine.endpoint, 'chat'), CONNECTION_ID);
      const chat = { CHAT_TABLE: 'chat', CHAT_CALLBACK_URL: `http://127.0.0.1:${port}/prod` };
      const store = { ...LOCAL_ENVIRONMENT, ...chat, AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint };
      return await measure(folder, store, progress);
    } finally {
      await Promise.all([engine.stop(), sink.stop()]);
    }
  },
};

async function measure(
  folder: string,
  store: Readonly<Record<string, string>>,
  progress: (line: string) => void,
): Promise<readonly ResultRow[]> {
  const calls = [EMPTY, ...handlerCalls()];
  const times = new Map<string, number[]>(calls.map(({ name }) => [name, []]));
  for (const call of calls) await writeFile(join(folder, `${call.name}.mjs`), driver(call));
  for (let round = 1; round <= STARTS; round += 1) {
    progress(`start ${round} of ${STARTS}`);
    for (const call of calls) {
      const environment = call.name === 'authorizer' ? { JWT_SECRET: SECRET } : store;
      times.get(call.name)?.push(await start(join(folder, `${call.name}.mjs`), call, environment));
    }
  }
  const empty = median(times.get(EMPTY.name) ?? []);
  const rows = calls.map(async ({ name }): Promise<readonly ResultRow[]> => {
    const value = median(times.get(name) ?? []);
    const { size } = await stat(join(folder, `${name}-handler.mjs`));
    return [
      {
        suite: 'cold-start',
        row: name,
        metric: 'first answer',
        value,
        unit: 'ms',
        ratioTo: { row: 'empty', ratio: value / empty },
      },
      { suite: 'cold-start', row: name, metric: 'bundle', value: size / 1_024, unit: 'KB' },
    ];
  });
  return (await Promise.all(rows)).flat();
}

/** A program that does what Lambda's runtime does: load the handler, call it once, say what it answered. */
function driver({ name, event }: HandlerCall): string {
  return [
    `import { handler } from './${name}-handler.mjs';`,
    `const answer = await handler(${JSON.stringify(event)}, { awsRequestId: 'r1', getRemainingTimeInMillis: () => 10_000 });`,
    `console.log('answer ' + JSON.stringify(answer));`,
    `process.exit();`,
  ].join('\n');
}

/** Milliseconds from the start of the process to the answer. */
async function start(
  program: string,
  { name, proof }: HandlerCall,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--no-warnings', program], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let elapsed: number | null = null;
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith('answer ')) continue;
    elapsed = performance.now() - began;
    if (!line.includes(proof)) throw new Error(`${name} answered ${line}`);
  }
  await exited;
  if (elapsed === null) throw new Error(`${name} did not answer`);
  return elapsed;
}
