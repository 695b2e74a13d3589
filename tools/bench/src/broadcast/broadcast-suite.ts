import { join } from 'node:path';
import { bundleProgram } from '../child-program.js';
import type { Suite } from '../suite.js';
import { CASES, WARM } from './cases.js';
import { growthCharts } from './growth-charts.js';
import { HEAP, measure, WINDOW, type Measured } from './measure.js';
import { rowsOf } from './rows.js';

/** What it takes to reach every member of a room. */
export const broadcastSuite: Suite = {
  name: 'broadcast',
  title:
    `One message to a room, 10 ms a post, ${WINDOW} in flight, ${HEAP} MB of heap, the store (a DynamoDB engine) and ` +
    "the endpoint in processes of their own. AWS's sample scans its table and posts to all at once with the SDK, with " +
    `all the heap it wants. The first message of a process and, "again", one after ${WARM.toLocaleString('en-US')} ` +
    'deliveries. "Undisturbed" is the time without that in which the process could have run and others had the core.',
  async run({ folder, progress }) {
    const program = (path: string, name: string) =>
      bundleProgram(join(import.meta.dirname, path), folder, name);
    const programs = {
      sink: await program('../fan-out/sink.ts', 'sink'),
      client: await program('client.ts', 'client'),
    };
    const results = new Map<string, Measured[]>(CASES.map(({ row }) => [row, []]));
    const rounds = Math.max(...CASES.map((one) => one.rounds));
    for (let round = 1; round <= rounds; round += 1) {
      for (const one of CASES.filter((due) => due.rounds >= round)) {
        progress(`${one.row}, round ${round} of ${one.rounds}`);
        results.get(one.row)?.push(await measure(one, programs));
      }
    }
    return rowsOf(CASES, results);
  },
  charts: growthCharts,
};
