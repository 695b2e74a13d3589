import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';

/** A deployed stack, and whether to ask before it is changed. */
export interface StackOptions {
  readonly stage: string;
  readonly region: string;
  /** Whether the question was answered on the command line. */
  readonly isSure: boolean;
}

/** What the shell says about AWS. */
export type Shell = Readonly<Partial<Record<'AWS_REGION', string>>>;

/** The stage must be named: what is deployed without one is `dev`, what is at stake is often not. */
export function stackOptions(
  argv: readonly string[],
  shell: Shell,
  more: Readonly<Record<string, 'string'>> = {},
): StackOptions & { readonly flags: Readonly<Record<string, unknown>> } {
  const flags = readFlags(argv, { stage: 'string', region: 'string', yes: 'boolean', ...more });
  const { stage, region, yes } = flags;
  if (typeof stage !== 'string' || !/^[\w-]+$/.test(stage)) throw new CommandError('name the --stage');
  // As serverless.yml chooses it.
  const chosen = typeof region === 'string' && region !== '' ? region : shell.AWS_REGION || 'eu-central-1';
  return { stage, region: chosen, isSure: yes === true, flags };
}
