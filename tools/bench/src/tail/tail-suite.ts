import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { bundleProgram, ChildProgram } from '../child-program.js';
import { median } from '../median.js';
import type { ResultRow } from '../report/result-row.js';
import type { Suite } from '../suite.js';
import { CASES, type Case } from './cases.js';
import type { ClientResult, MessageResult } from './client.js';

/** Milliseconds of one response. */
const DELAY = 15;

/** What members that do not read cost the others, and what the first burst costs. */
export const tailSuite: Suite = {
  name: 'tail',
  title:
    `One message to a room over TLS, ${DELAY} ms a post, the endpoint in a process of its own. Of the stalled members, ` +
    'who come first, one half is never answered and the other gets a 429. Ack: until the delivery of a sender ends, ' +
    'with a tail of 300 ms. Last: until the last healthy member was posted to. Medians of 15 messages, the first ack ' +
    'apart, as a multiple of the same room without stalled members. The last two rows: medians of 7 processes.',
  async run({ folder, progress }) {
    const programs = {
      sink: await bundleProgram(join(import.meta.dirname, '../fan-out/sink.ts'), folder, 'sink'),
      client: await bundleProgram(join(import.meta.dirname, 'client.ts'), folder, 'client'),
    };
    const pem = await readFile(join(workspaceRoot, 'packages/chat-apigw/test/loopback.pem'), 'utf8');
    const results = new Map<string, readonly MessageResult[]>();
    for (const one of CASES) {
      progress(one.row);
      results.set(one.row, await measure(one, programs, pem));
    }
    return CASES.flatMap((one) => rowsOf(one, results));
  },
};

async function measure(
  { options, stalled, processes }: Case,
  programs: { readonly sink: string; readonly client: string },
  pem: string,
): Promise<readonly MessageResult[]> {
  const members = { goneEvery: 0, throttled: 0, stalled };
  const sink = await ChildProgram.start(programs.sink, { tls: pem, delay: DELAY, members });
  const url = `https://127.0.0.1:${(sink.said as { port: number }).port}/prod`;
  const messages: MessageResult[] = [];
  try {
    for (let process = 0; process < processes; process += 1) {
      const client = await ChildProgram.start(programs.client, { ...options, url, ca: pem }, [
        '--no-warnings',
      ]);
      await client.stop();
      messages.push(...(client.said as ClientResult).messages);
    }
  } finally {
    await sink.stop();
  }
  return messages;
}

function rowsOf(
  { row, against, options }: Case,
  results: ReadonlyMap<string, readonly MessageResult[]>,
): readonly ResultRow[] {
  const of = (name: string, figure: (message: MessageResult) => number): number =>
    median((results.get(name) ?? []).map(figure));
  const compared = (metric: string, figure: (message: MessageResult) => number): ResultRow => ({
    ...{ suite: 'tail', row, metric, value: of(row, figure), unit: 'ms' },
    ratioTo: { row: against, ratio: of(row, figure) / of(against, figure) },
  });
  const first = results.get(row)?.[0]?.ack ?? 0;
  const reached = Math.min(...(results.get(row) ?? []).map((message) => message.reached));
  return [
    compared('ack', ({ ack }) => ack),
    ...(options.messages === 1
      ? []
      : [{ suite: 'tail', row, metric: 'first ack', value: first, unit: 'ms' }]),
    compared('last', ({ last }) => last),
    compared('CPU', ({ cpu }) => cpu),
    { suite: 'tail', row, metric: 'reached', value: reached, unit: '' },
  ];
}
