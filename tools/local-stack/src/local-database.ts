import { existsSync, mkdirSync, statSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { codeOf, CommandError, messageOf } from '@serverless-ws/command-line/command.js';
import { makeTables, type TableDefinition } from '@serverless-ws/serverless-local';
import { databaseEngine } from './database-engine.js';

/** A DynamoDB on loopback. */
export interface LocalDatabase {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Longer than a container sleeps, so that no kept-alive connection dies while its owner is frozen. */
const KEEP_ALIVE = 3_600_000;

/**
 * Starts dynalite and makes the tables that are not there yet.
 * @param folder - where the data is kept; in memory without one
 * @throws CommandError when the folder cannot be used, as when another stack has it open
 */
export async function startLocalDatabase(
  tables: readonly TableDefinition[],
  folder: string | undefined,
): Promise<LocalDatabase> {
  if (folder !== undefined) await tryFolder(folder);
  const server = databaseEngine({ createTableMs: 0, ...(folder !== undefined && { path: folder }) });
  server.keepAliveTimeout = KEEP_ALIVE;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const underWay = watchRequests(server);
  const close = async () => {
    await underWay.done();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  try {
    await makeTables(endpoint, tables);
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint, close };
}

/**
 * Keeps count of what dynalite is working on: it goes on though the client has hung up, and throws where
 * no caller can catch once its store is closed.
 */
function watchRequests(server: Server): { done(): Promise<void> } {
  const answers = new Set<ServerResponse<IncomingMessage>>();
  server.prependListener('request', (_, answer: ServerResponse<IncomingMessage>) => {
    answers.add(answer);
    answer.once('close', () => {
      // One that was cut off in the middle of its body is never worked on.
      if (answer.writableEnded || !answer.req.complete) answers.delete(answer);
    });
  });
  const busy = () => [...answers].some(({ writableEnded, req }) => req.complete && !writableEnded);
  return {
    done: async () => {
      while (busy()) await new Promise(setImmediate);
    },
  };
}

/** Opens the folder as dynalite will, since dynalite neither answers nor says why when it cannot. */
async function tryFolder(folder: string): Promise<void> {
  try {
    makeFolder(folder);
    const level = new ClassicLevel(folder);
    await level.open();
    await level.close();
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const isLocked = codeOf(cause) === 'LEVEL_LOCKED';
    const reason = isLocked ? 'it is in use by another npm start' : messageOf(cause);
    throw new CommandError(`--data ${folder} cannot be used: ${reason}`, 1);
  }
}

/** The last level alone: to make all of them never ends in `/proc`, nor are they wanted where a path has a typing error. */
function makeFolder(folder: string): void {
  if (!existsSync(dirname(folder))) throw new Error(`there is no folder ${dirname(folder)}`);
  if (!existsSync(folder)) mkdirSync(folder);
  else if (!statSync(folder).isDirectory()) throw new Error('it is no folder');
}
