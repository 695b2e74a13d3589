import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** Where `npm start` listens unless it is told otherwise. */
export const LOCAL_URL = 'ws://127.0.0.1:3001/dev';

/** What other commands of this checkout must know of a stack that runs. */
interface RunRecord {
  /** Absent where `JWT_SECRET` was given: that is not written to a disk. */
  readonly secret?: string | undefined;
  /** Where Lambda's Invoke API is. */
  readonly invokeUrl: string;
  /** The process that runs it. */
  readonly pid: number;
}

/** One file a port, for this user's eyes only; ignored by Git. */
const FOLDER = join(workspaceRoot, '.local', 'runs');

/**
 * Lets `npm run token` and `npm run chat` make tokens for the stack at `url`, and `npm run publish-message` find its
 * functions, as long as this process lives.
 * @param folder - for tests
 * @returns removes the record
 */
export function recordRun(url: string, run: Omit<RunRecord, 'pid'>, folder = FOLDER): () => void {
  const file = fileOf(url, folder);
  const record: RunRecord = { ...run, pid: process.pid };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Removed first: a file that is there would keep its mode.
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
  return () => {
    if (read(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/**
 * What tokens for a chat are signed with: `JWT_SECRET` where it is set, else the secret of the `npm start` at that address.
 * @throws CommandError with one line where there is neither
 */
export function secretOf(
  url: string,
  environment: Readonly<Record<string, string | undefined>>,
  folder = FOLDER,
): string {
  const { JWT_SECRET: given } = environment;
  if (given !== undefined) return given;
  if (!isLocal(url)) throw new CommandError(`JWT_SECRET is not set: that of ${url} signs its tokens`, 1);
  const secret = running(url, folder)?.secret;
  if (secret !== undefined) return secret;
  throw new CommandError(`no npm start of this folder listens at ${url}, and JWT_SECRET is not set`, 1);
}

/**
 * Where the functions of the `npm start` at that address are invoked.
 * @throws CommandError with one line where there is none
 */
export function invokeUrlOf(url: string, folder = FOLDER): string {
  const run = isLocal(url) ? running(url, folder) : undefined;
  if (run !== undefined) return run.invokeUrl;
  throw new CommandError(`no npm start of this folder listens at ${url}`, 1);
}

function running(url: string, folder: string): RunRecord | undefined {
  const run = read(fileOf(url, folder));
  return run !== undefined && isAlive(run.pid) ? run : undefined;
}

/** Whether an address is on this machine. */
export function isLocal(url: string): boolean {
  return /^wss?:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/]|$)/.test(url);
}

function fileOf(url: string, folder: string): string {
  return join(folder, `${new URL(url).port || '80'}.json`);
}

function read(file: string): RunRecord | undefined {
  try {
    const { secret, invokeUrl, pid } = JSON.parse(readFileSync(file, 'utf8')) as Partial<
      Record<keyof RunRecord, unknown>
    >;
    if (typeof invokeUrl !== 'string' || typeof pid !== 'number') return undefined;
    return { invokeUrl, pid, ...(typeof secret === 'string' && { secret }) };
  } catch {
    return undefined;
  }
}

/** A run that was killed leaves its record behind. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
