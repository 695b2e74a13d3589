import { resolve } from 'node:path';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';

/** How `npm start` is asked to run. */
export interface DevServerOptions {
  readonly port: number;
  /** Where the chat page is served. */
  readonly webPort: number;
  /** Whether the chat page is built and served. */
  readonly page: boolean;
  /** Absolute; in memory without it. */
  readonly dataDir?: string;
  readonly stage: string;
  /** Whether large rooms are served by workers behind a queue, also where the stage does without. */
  readonly queue: boolean;
  /** Whether a program reads the output, instead of a person. */
  readonly json: boolean;
  /** Whether all is shown that functions log, as they log it. */
  readonly verbose: boolean;
}

/** What `--help` prints. */
export const USAGE = `npm start -- [flags]    the whole chat on this machine, as serverless.yml deploys it

  --port PORT     where to listen on 127.0.0.1 (3001; 0 takes any free port)
  --web-port PORT where to serve the chat page (3000; any free port with --port 0)
  --no-page       build and serve no chat page
  --data DIR      keep connections and messages in a folder, made where there is none (in memory otherwise)
  --stage STAGE   the stage of serverless.yml to run (dev)
  --queue         serve rooms of over 2,000 members by workers behind an SQS queue, as the prod stage does
  --json          print one line of JSON: url, pageUrl (where there is a page), managementUrl, token
  --verbose       show all that functions log, instead of a line per event; --json does, too
  --help          print this

The secret of tokens is JWT_SECRET, or a new one for this run where that is not set: tokens of an earlier run end with it,
also where --data keeps what was said. npm run token and npm run chat of this folder know it.`;

const DEFAULT_PORT = '3001';
const DEFAULT_WEB_PORT = '3000';

/**
 * Reads the flags of `npm start`.
 * @throws CommandError with one line that names the flag
 */
export function devServerOptions(argv: readonly string[]): DevServerOptions {
  const flags = readFlags(argv, {
    port: 'string',
    'web-port': 'string',
    'no-page': 'boolean',
    data: 'string',
    stage: 'string',
    queue: 'boolean',
    json: 'boolean',
    verbose: 'boolean',
  });
  const { port, 'web-port': webPort, 'no-page': noPage, data, stage = 'dev', queue, json, verbose } = flags;
  if (data === '') throw new CommandError('--data is empty: it takes a folder');
  if (typeof stage !== 'string' || !/^[\w-]{1,128}$/.test(stage)) {
    throw new CommandError(`--stage takes letters, digits, dashes and underscores, not "${stage}"`);
  }
  return {
    port: portNumber('--port', port ?? DEFAULT_PORT),
    webPort: portNumber('--web-port', webPort ?? (port === '0' ? '0' : DEFAULT_WEB_PORT)),
    page: noPage !== true,
    ...(typeof data === 'string' && { dataDir: resolve(data) }),
    stage,
    queue: queue === true,
    json: json === true,
    verbose: verbose === true,
  };
}

function portNumber(flag: string, value: string | boolean): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(String(value)) || port > 65_535) {
    throw new CommandError(`${flag} takes a number from 0 to 65535, not "${value}"`);
  }
  return port;
}
