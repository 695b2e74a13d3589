import { resolve } from 'node:path';
import { CommandError, readFlags } from '../command-line/command.js';

/** How `npm start` is asked to run. */
export interface DevServerOptions {
  readonly port: number;
  /** Absolute; in memory without it. */
  readonly dataDir?: string;
  readonly stage: string;
  /** Whether a program reads the output, instead of a person. */
  readonly json: boolean;
}

/** What `--help` prints. */
export const USAGE = `npm start -- [flags]    the whole chat on this machine, as serverless.yml deploys it

  --port PORT     where to listen on 127.0.0.1 (3001; 0 takes any free port)
  --data DIR      keep connections and messages in a folder (in memory otherwise)
  --stage STAGE   the stage of serverless.yml to run (dev)
  --json          print one line of JSON: url, managementUrl, token
  --help          print this

The secret of tokens is JWT_SECRET, or a public one for development where that is not set.`;

const DEFAULT_PORT = 3001;

/**
 * Reads the flags of `npm start`; `null` when help is asked for.
 * @throws CommandError with one line that names the flag
 */
export function devServerOptions(argv: readonly string[]): DevServerOptions | null {
  const flags = readFlags(argv, {
    port: 'string',
    data: 'string',
    stage: 'string',
    json: 'boolean',
    help: 'boolean',
  });
  if (flags['help'] === true) return null;
  const { port, data, stage = 'dev', json } = flags;
  if (data === '') throw new CommandError('--data is empty: it takes a folder');
  if (typeof stage !== 'string' || !/^[\w-]{1,128}$/.test(stage)) {
    throw new CommandError(`--stage takes letters, digits, dashes and underscores, not "${stage}"`);
  }
  return {
    port: portNumber(port),
    ...(typeof data === 'string' && { dataDir: resolve(data) }),
    stage,
    json: json === true,
  };
}

function portNumber(value: string | boolean | undefined): number {
  if (value === undefined) return DEFAULT_PORT;
  const port = Number(value);
  if (!/^\d{1,5}$/.test(String(value)) || port > 65_535) {
    throw new CommandError(`--port takes a number from 0 to 65535, not "${value}"`);
  }
  return port;
}
