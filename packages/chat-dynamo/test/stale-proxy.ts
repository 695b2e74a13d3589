import type { IncomingHttpHeaders } from 'node:http';
import { createServer, request as send } from 'node:http';
import type { Engine } from './engine.js';
import { closed, listening, startQuickEngine } from './engine.js';
import { bodyOf } from './scripted-engine.js';

/** A call as it came in. */
interface Call {
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface ForwardedResponse {
  readonly status: number;
  readonly body: string;
}

/** Reads that DynamoDB may serve from an older state. */
const READS = ['GetItem', 'BatchGetItem', 'Query', 'Scan'];
/** Calls that change no item: the replica must have the table at once. */
const TABLES = ['CreateTable', 'DeleteTable'];

/** A {@link startStaleProxy}. */
export interface StaleProxy extends Engine {
  /** All that was written so far becomes visible to every read. */
  catchUp(): Promise<void>;
}

/**
 * Puts a proxy before an engine; it serves every read without `ConsistentRead` from the state at the last `catchUp`.
 * DynamoDB may serve an older state, and no local engine ever does, which hides a forgotten flag until production. Time
 * makes nothing visible, so that a slow machine hides no flag either.
 *
 * Writes go to the engine one at a time and, at `catchUp`, to a replica in the same order.
 */
export async function startStaleProxy(engine: Engine): Promise<StaleProxy> {
  const replica = await startQuickEngine();
  const late: Call[] = [];
  let writing: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = writing.then(work);
    writing = turn.catch(() => undefined);
    return turn;
  };

  const catchUp = async (): Promise<void> => {
    for (const call of late.splice(0)) await forward(replica, call);
  };

  const respond = async (call: Call): Promise<ForwardedResponse> => {
    if (READS.includes(call.operation)) {
      return isConsistent(call) ? forward(engine, call) : inTurn(() => forward(replica, call));
    }
    return inTurn(async () => {
      const result = await forward(engine, call);
      if (TABLES.includes(call.operation)) await forward(replica, call);
      else if (result.status === 200) late.push(call);
      return result;
    });
  };

  const server = createServer((request, response) => {
    void bodyOf(request)
      .then((body) => respond({ operation: operationOf(request.headers), headers: request.headers, body }))
      .catch((error: unknown) => ({ status: 500, body: JSON.stringify({ message: String(error) }) }))
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(body);
      });
  });
  const port = await listening(server);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    catchUp: () => inTurn(catchUp),
    stop: () => closed(server).then(() => replica.stop()),
  };
}

function operationOf(headers: IncomingHttpHeaders): string {
  return String(headers['x-amz-target']).split('.').at(-1) ?? '';
}

/** Whether all of a read must see every write: of a batch, each table says so itself. */
function isConsistent({ operation, body }: Call): boolean {
  const input = Object(JSON.parse(body));
  if (operation !== 'BatchGetItem') return input.ConsistentRead === true;
  return Object.values(Object(input.RequestItems)).every((table) => Object(table).ConsistentRead === true);
}

function forward({ endpoint }: Engine, { headers, body }: Call): Promise<ForwardedResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = send(endpoint, { method: 'POST', headers }, (response) => {
      bodyOf(response).then((text) => resolve({ status: response.statusCode ?? 502, body: text }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
