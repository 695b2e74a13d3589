import { CommandError, readFlags, type Flags } from '@serverless-ws/command-line/command.js';

/** A stack on AWS. */
export interface StackPlace {
  readonly stack: string;
  readonly stage: string;
  /** As the SDK finds it when absent. */
  readonly region?: string;
}

/** A chat without AWS. */
export interface LocalPlace {
  readonly url: string;
  readonly callback: string;
  readonly table: string;
  /** Of the table. */
  readonly endpoint: string;
  /** Of SQS; absent where there are no queues. */
  readonly queues?: string;
}

/** What `doctor` is asked to look at. */
export interface DoctorOptions {
  readonly place: StackPlace | LocalPlace;
  /** With which a message is sent; none is when absent. */
  readonly token?: string;
}

/** What `--help` prints. */
export const USAGE = `npm run doctor -- --stage STAGE [flags]                                          a stack on AWS
npm run doctor -- --url URL --callback URL --table TABLE --endpoint URL [flags]  a local one

  --stage STAGE     of serverless.yml, such as prod
  --service NAME    of serverless.yml (serverless-ws-chat)
  --region REGION   of the stack (as the AWS SDK finds it)
  --url URL         where clients connect, such as ws://127.0.0.1:3001/dev
  --callback URL    where functions post to: managementUrl of npm start -- --json
  --table TABLE     table of the same
  --endpoint URL    where it is: databaseUrl of the same
  --queues URL      where SQS is: queueUrl of the same (no queues)
  --token JWT       also sends a message, in a new room
  --help            print this

Looks at key, origins, callback, table, queues, where events go, and quotas, a line for each, and changes nothing. It ends
with 1 when something failed.`;

const FLAGS = {
  stage: 'string',
  service: 'string',
  region: 'string',
  url: 'string',
  callback: 'string',
  table: 'string',
  endpoint: 'string',
  queues: 'string',
  token: 'string',
} as const;

/** @throws CommandError for flags that make no sense */
export function doctorOptions(argv: readonly string[]): DoctorOptions {
  const flags = readFlags(argv, FLAGS);
  const token = text(flags, 'token');
  return { place: placeOf(flags), ...(token !== undefined && { token }) };
}

function placeOf(flags: Flags): StackPlace | LocalPlace {
  const [stage, region] = [text(flags, 'stage'), text(flags, 'region')];
  if (stage !== undefined) {
    const stack = `${text(flags, 'service') ?? 'serverless-ws-chat'}-${stage}`;
    return { stack, stage, ...(region !== undefined && { region }) };
  }
  const [url, callback] = [text(flags, 'url'), text(flags, 'callback')];
  const [table, endpoint] = [text(flags, 'table'), text(flags, 'endpoint')];
  if (url === undefined || callback === undefined || table === undefined || endpoint === undefined)
    throw new CommandError('name --stage, or --url, --callback, --table and --endpoint');
  const queues = text(flags, 'queues');
  return { url, callback, table, endpoint, ...(queues !== undefined && { queues }) };
}

function text(flags: Flags, name: keyof typeof FLAGS): string | undefined {
  const value = flags[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
