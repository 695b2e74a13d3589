// `npm run rollback -- --stage STAGE [--to TIMESTAMP] [--yes]`: deploys what was deployed before. Functions and settings go back,
// messages stay.
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { physicalId, readStack } from '../doctor/facts/stack.js';
import { confirm } from './confirm.js';
import { osls, serviceName } from './osls.js';
import { readDeployed, readDeployments } from './read-deployments.js';
import { dateOf, rollbackOptions, targetOf, USAGE, type RollbackOptions } from './rollback-options.js';

await runCommand('rollback', USAGE, async () => {
  const options = rollbackOptions(process.argv.slice(2), process.env);
  const { stage, isSure } = options;
  const { current, deployments } = await read(options).catch((error: unknown) => {
    throw error instanceof CommandError ? error : new CommandError(messageOf(error), 1);
  });
  const target = targetOf(options, deployments, current);
  console.log(`deployed is ${current === null ? 'what no bucket has' : dateOf(current)}`);
  console.log(
    `${stage} goes back to ${dateOf(target)}: functions and settings, keys among them; messages stay`,
  );
  if (!isSure) await confirm(stage, { input: process.stdin, output: process.stdout });
  await osls(['rollback', '--timestamp', String(target)], options);
});

async function read({ stage, region }: RollbackOptions) {
  const service = serviceName();
  const stack = await readStack(`${service}-${stage}`, region);
  const bucket = physicalId(stack, 'ServerlessDeploymentBucket');
  const [{ timestamp }, deployments] = await Promise.all([
    readDeployed(`${service}-${stage}`, region),
    readDeployments(bucket, `serverless/${service}/${stage}/`, region),
  ]);
  return { current: timestamp, deployments };
}
