// `npm run smoke -- wss://HOST/STAGE --token TOKEN [--secret SECRET] [--unlimited]`: the end-to-end suite against any running chat.
// It talks in the lobby, under the name in the token, in words that begin with "e2e-".
import { messageOf, runCommand } from '../command-line/command.js';
import { canRun, runScenario } from '../e2e/scenario.js';
import { SCENARIOS } from '../e2e/scenarios/all.js';
import { smokeTarget } from './smoke-options.js';

await runCommand('smoke', async () => {
  const target = smokeTarget(process.argv.slice(2));
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const [subject, scenarios] of Object.entries(SCENARIOS)) {
    console.log(`\n${subject}`);
    for (const scenario of scenarios) {
      const outcome = canRun(scenario, target)
        ? await attempt(() => runScenario(scenario, target))
        : 'skipped';
      const how = outcome === 'skipped' || outcome === 'passed' ? outcome : 'failed';
      count[how] += 1;
      const why =
        how === 'skipped' ? ` (needs ${scenario.needs?.join(', ')})` : how === 'failed' ? `: ${outcome}` : '';
      console.log(`  ${how.padEnd(7)}  ${scenario.name}${why}`);
    }
  }
  console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  if (count.failed > 0) process.exitCode = 1;
});

async function attempt(run: () => Promise<void>): Promise<string> {
  try {
    await run();
    return 'passed';
  } catch (error) {
    return messageOf(error).split('\n')[0] ?? 'failed';
  }
}
