// `npm run alarms [-- --minutes 60] [--only Undelivered,Spend]`: plants a fault for each alarm of the packaged template in the
// local stack, and says which rang, when, and which rang in health.
import { CommandError, readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { AlarmRun, type Rung } from './run/alarm-run.js';
import { FAULTS } from './run/faults.js';
import type { Load } from './run/load.js';
import { table } from './run/table.js';

const USAGE = `npm run alarms -- [flags]      rings each alarm of the template by a fault, on the local stack

  --minutes N     minutes of health, each played in four seconds (60)
  --only ALARMS   some alarms only, such as Undelivered,Spend
  --help          print this`;

await runCommand('alarms', USAGE, async () => {
  const { minutes = '60', only } = readFlags(process.argv.slice(2), { minutes: 'string', only: 'string' });
  const some = typeof only === 'string' ? only.split(',') : undefined;
  const faults = FAULTS.filter(({ alarm }) => some === undefined || some.includes(alarm));
  if (faults.length < (some?.length ?? 1))
    throw new CommandError(`--only takes ${FAULTS.map(({ alarm }) => alarm).join(', ')}`);
  const run = await AlarmRun.start();
  try {
    const quiet = await health(run, Number(minutes));
    const rung: Rung[] = [];
    for (const fault of faults) {
      rung.push(await run.plant(fault));
      console.error(`${fault.alarm}: ${rung.at(-1)?.after ?? 'quiet'}`);
    }
    console.log(table(rung, quiet));
    if (quiet.length > 0) throw new CommandError(`rang in health: ${quiet.join(', ')}`, 1);
    const silent = rung.filter(({ after }) => after === null);
    if (silent.length > 0)
      throw new CommandError(`did not ring: ${silent.map(({ fault }) => fault.alarm).join(', ')}`, 1);
  } finally {
    await run.close();
  }
});

/** The alarms that rang in a healthy time, at a deployment, and when everybody reconnects at once. */
async function health(run: AlarmRun, minutes: number): Promise<readonly string[]> {
  const rang = new Set<string>();
  const phase = async (name: string, length: number, event?: (load: Load) => unknown) => {
    const some = await run.healthy(length, event);
    console.error(`${name}: ${some.join(', ') || 'quiet'}`);
    for (const id of some) rang.add(id);
  };
  await phase('health', minutes);
  await phase('a deployment', 10, () => run.stack.local.reload());
  await phase('everybody reconnects', 10, (load) => {
    load.cut();
    return load.open();
  });
  return [...rang];
}
