// `npm run smoke -- wss://HOST/STAGE --token TOKEN [--secret SECRET] [--unlimited]`: the end-to-end suite against any running chat.
// It talks in the lobby, under the name in the token, in words that begin with "e2e-".
import { CommandError, runCommand } from '@serverless-ws/command-line/command.js';
import { lacks, runScenario, Visit, type ChatTarget, type Scenario } from '../scenario.js';
import { SCENARIOS } from '../scenarios/all.js';
import { failureOf, needs } from './report.js';
import { smokeTarget, USAGE } from './smoke-options.js';

await runCommand('smoke', USAGE, async () => {
  const target = smokeTarget(process.argv.slice(2));
  await visitOnce(target);
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const [subject, scenarios] of Object.entries(SCENARIOS)) {
    console.log(`\n${subject}`);
    for (const scenario of scenarios) {
      const { outcome, why = '' } = await attempt(scenario, target);
      count[outcome] += 1;
      console.log(`  ${outcome.padEnd(7)}  ${scenario.name}${why}`);
    }
  }
  console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  if (count.failed > 0) process.exitCode = 1;
});

/** What keeps everybody out is said once, not by each scenario. */
async function visitOnce(target: ChatTarget): Promise<void> {
  const visit = new Visit(target);
  const connect = (token: string, by: string) =>
    visit.connect(token).catch((error: unknown) => {
      throw new CommandError(`no connection to ${target.url}${by}: ${failureOf(error)}`, 1);
    });
  try {
    await connect(target.token, '');
    if (target.mint !== undefined) await connect(visit.mint(), ' with a token of --secret');
  } finally {
    visit.end();
  }
}

interface Attempt {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly why?: string;
}

async function attempt(scenario: Scenario, target: ChatTarget): Promise<Attempt> {
  const lacking = lacks(scenario, target);
  if (lacking.length > 0) return { outcome: 'skipped', why: ` (${needs(lacking)})` };
  try {
    await runScenario(scenario, target);
    return { outcome: 'passed' };
  } catch (error) {
    return { outcome: 'failed', why: `: ${failureOf(error)}` };
  }
}
