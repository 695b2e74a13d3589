import { join } from 'node:path';
import { bundleProgram, ChildProgram } from '../child-program.js';
import { fillLobby, fillSample } from '../broadcast/members.js';
import type { ResultRow } from '../report/result-row.js';
import type { Suite } from '../suite.js';
import { createChatTable, localClient } from './chat-table.js';
import type { WorkResult } from './client.js';
import { startEngine } from './engine.js';
import { CROWD } from './work.js';

const TABLES = { chat: 'chat', sample: 'sample' };

/** What each use case asks of the store, and what a call costs the caller. */
export const storeSuite: Suite = {
  name: 'store',
  title:
    'What each use case asks of the store (a DynamoDB engine in a process of its own) and what that costs the caller: ' +
    'all of it, in one process, warm. Units as the engine counts them. ' +
    "As a multiple of the store access of AWS's sample, which keeps connections and nothing else.",
  async run({ folder, progress }) {
    const program = await bundleProgram(join(import.meta.dirname, 'client.ts'), folder, 'client');
    const engine = await startEngine();
    try {
      progress(`filling ${engine.name}`);
      await fillLobby(await createChatTable(engine.endpoint, TABLES.chat), CROWD, 1);
      await fillSample(localClient(engine.endpoint), TABLES.sample, CROWD);
      progress('measuring');
      const client = await ChildProgram.start(program, { endpoint: engine.endpoint, ...TABLES }, [
        '--no-warnings',
      ]);
      await client.stop();
      const results = client.said as readonly WorkResult[];
      return results.flatMap((one) =>
        rowsOf(
          one,
          results.find(({ row }) => row === one.against),
        ),
      );
    } finally {
      await engine.stop();
    }
  },
};

function rowsOf(one: WorkResult, against: WorkResult | undefined): readonly ResultRow[] {
  const base = { suite: 'store', row: one.row };
  const cell = (metric: string, unit: string, figure: (result: WorkResult) => number): ResultRow => ({
    ...{ ...base, metric, unit, value: figure(one) },
    ...(against === undefined || figure(against) === 0
      ? {}
      : { ratioTo: { row: against.row, ratio: figure(one) / figure(against) } }),
  });
  return [
    cell('calls', '', ({ calls }) => calls),
    cell('read units', '', ({ readUnits }) => readUnits),
    cell('write units', '', ({ writeUnits }) => writeUnits),
    cell('CPU', 'µs', ({ cpuMicroseconds }) => cpuMicroseconds),
    cell('CPU a call', 'µs', ({ cpuMicroseconds, calls }) => cpuMicroseconds / Math.max(1, calls)),
  ];
}
