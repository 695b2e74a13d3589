// `npm run doctor -- --stage STAGE`, or `--url URL --callback URL --table TABLE --endpoint URL`: looks at a chat that runs, and
// says what is wrong with it.
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { doctorOptions, USAGE } from './doctor-options.js';
import { examine } from './examine.js';
import { awsFacts } from './facts/aws-facts.js';
import { localFacts } from './facts/local-facts.js';
import { lineOf } from './finding.js';
import { roundTrip } from './round-trip.js';

await runCommand('doctor', USAGE, async () => {
  const { place, token } = doctorOptions(process.argv.slice(2));
  const reading = 'stack' in place ? awsFacts(place) : localFacts(place);
  const facts = await reading.catch((error: unknown) => {
    throw error instanceof CommandError ? error : new CommandError(messageOf(error), 1);
  });
  const findings = await examine(facts);
  const sent = token === undefined ? [] : [await roundTrip(facts.url, token)];
  const all = [...findings, ...sent];
  for (const finding of all) console.log(lineOf(finding));
  const failed = all.filter(({ level }) => level === 'failed').length;
  if (failed > 0) throw new CommandError(`${failed} of ${all.length} failed`, 1);
});
