import { CommandError } from '@serverless-ws/command-line/command.js';
import { stackOptions, type Shell, type StackOptions } from './stack-options.js';

/** What `rollback` is asked for. */
export interface RollbackOptions extends StackOptions {
  /** The deployment to go back to, in epoch milliseconds; the one before when absent. */
  readonly to?: number;
}

/** What `--help` prints. */
export const USAGE = `npm run rollback -- --stage STAGE [flags]    deploys what was deployed before

  --stage STAGE    of serverless.yml, such as prod
  --to TIMESTAMP   another deployment, of those that a refusal lists (the one before)
  --region REGION  of the stack (AWS_REGION, or eu-central-1)
  --yes            does not ask
  --help           print this

Functions and settings go back, keys among them; messages stay.`;

/** @throws CommandError for flags that make no sense */
export function rollbackOptions(argv: readonly string[], shell: Shell): RollbackOptions {
  const { flags, ...options } = stackOptions(argv, shell, { to: 'string' });
  const { to } = flags;
  if (to === undefined) return options;
  if (typeof to !== 'string' || !/^\d{13}$/.test(to)) {
    throw new CommandError('--to is the number of a deployment, of 13 digits');
  }
  return { ...options, to: Number(to) };
}

/**
 * The deployment to go back to.
 *
 * @param deployments - that are still there, in epoch milliseconds
 * @param current - the one that is deployed
 * @throws CommandError that lists those there are
 */
export function targetOf(
  { to }: Pick<RollbackOptions, 'to'>,
  deployments: readonly number[],
  current: number | null,
): number {
  const others = deployments.filter((one) => one !== current).sort((a, b) => b - a);
  const target = to ?? others.find((one) => current !== null && one < current);
  if (target !== undefined && others.includes(target)) return target;
  const lines = others.map((one) => `\n  --to ${one}  of ${dateOf(one)}`);
  const what =
    to === undefined ? 'no deployment before this one is kept' : `--to ${to} is none to go back to`;
  throw new CommandError(`${what}${lines.length === 0 ? '' : `; there are${lines.join('')}`}`, 1);
}

/** Of a deployment, as people write it. */
export function dateOf(timestamp: number): string {
  return `${new Date(timestamp).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
