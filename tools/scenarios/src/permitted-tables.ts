import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** A door to the database for each function, which lets its permissions through and nothing else, as IAM would. */
export interface PermittedTables {
  /** Where a function finds the table that is at `endpoint`. */
  address(functionName: string, endpoint: string): string;
  /** What was refused: `sendMessage dynamodb:Scan`. */
  readonly refused: readonly string[];
  /** What was let through, in the same form. */
  readonly used: ReadonlySet<string>;
  close(): void;
}

/** @param permissions - the actions that each function may do, such as `dynamodb:GetItem` */
export async function openPermittedTables(
  permissions: ReadonlyMap<string, ReadonlySet<unknown>>,
): Promise<PermittedTables> {
  const refused: string[] = [];
  const used = new Set<string>();
  let upstream = '';
  const door = async (name: string): Promise<readonly [string, Server]> => {
    const server = createServer((asked, answer) => {
      const action = `dynamodb:${String(asked.headers['x-amz-target']).split('.').at(-1) ?? ''}`;
      const permitted = permissions.get(name)?.has(action) === true;
      if (permitted) used.add(`${name} ${action}`);
      else refused.push(`${name} ${action}`);
      if (permitted) pass(asked, answer, upstream);
      else deny(asked, answer);
    });
    server.keepAliveTimeout = 3_600_000;
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return [name, server];
  };
  const doors = new Map(await Promise.all([...permissions.keys()].map(door)));
  return {
    refused,
    used,
    address: (functionName, endpoint) => {
      upstream = endpoint;
      const server = doors.get(functionName);
      // Functions without a door have no business here: nothing listens on port 1.
      return `http://127.0.0.1:${server === undefined ? 1 : (server.address() as AddressInfo).port}`;
    },
    close: () => {
      for (const server of doors.values()) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function pass(asked: IncomingMessage, answer: ServerResponse, upstream: string): void {
  const { method = 'POST', headers } = asked;
  const forwarded = request(upstream, { method, headers }, (told) => {
    answer.writeHead(told.statusCode ?? 500, told.headers);
    told.pipe(answer);
  });
  forwarded.on('error', () => answer.destroy());
  asked.pipe(forwarded);
}

function deny(asked: IncomingMessage, answer: ServerResponse): void {
  asked.resume();
  answer.writeHead(400, { 'Content-Type': 'application/x-amz-json-1.0' });
  answer.end(
    JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'not authorized' }),
  );
}
