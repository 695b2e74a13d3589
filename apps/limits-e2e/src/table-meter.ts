import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What one call of a function to its table consumed. */
export interface MeteredCall {
  readonly functionName: string;
  /** `UpdateItem`, … */
  readonly operation: string;
  /** The partition key of the item, where there is one. */
  readonly partition: string;
  /** Capacity units, as the engine counts them. */
  readonly units: number;
}

/** A meter between functions and their table. */
export interface TableMeter {
  readonly calls: readonly MeteredCall[];
  /** Waited for before a call of a function is handed on. */
  before: (functionName: string) => Promise<void>;
  /** Where a function finds the table that is at `endpoint`. */
  address(functionName: string, endpoint: string): string;
  /** Lets nothing more through; resolves once all that was under way is answered. */
  close(): Promise<void>;
}

/** Opens a meter that asks the engine what each call consumed. */
export async function openTableMeter(): Promise<TableMeter> {
  const calls: MeteredCall[] = [];
  let upstream = '';
  const meter = async (asked: IncomingMessage) => {
    const functionName = asked.url?.split('/')[1] ?? '';
    await running.before(functionName);
    const input = JSON.parse(await text(asked));
    const operation = String(asked.headers['x-amz-target']).split('.').at(-1) ?? '';
    const told = await forward(upstream, asked.headers, {
      ...input,
      ReturnConsumedCapacity: 'TOTAL',
    });
    const body = await text(told);
    const units = unitsIn(JSON.parse(body).ConsumedCapacity);
    const partition = String((input.Key ?? input.Item)?.PK?.S ?? '');
    calls.push({ functionName, operation, partition, units });
    return { status: told.statusCode ?? 500, body, crc: String(told.headers['x-amz-crc32'] ?? '') };
  };
  const underWay = new Set<Promise<unknown>>();
  let isOpen = true;
  const server = createServer((asked, answer) => {
    if (!isOpen) return void answer.destroy();
    const metered = meter(asked);
    underWay.add(metered);
    const isOver = () => underWay.delete(metered);
    metered.then(isOver, isOver);
    metered.then(
      ({ status, body, crc }) => {
        answer.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0', 'x-amz-crc32': crc });
        answer.end(body);
      },
      () => answer.destroy(),
    );
  });
  server.keepAliveTimeout = 3_600_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const running: TableMeter = {
    calls,
    before: () => Promise.resolve(),
    address: (functionName, endpoint) => {
      upstream = endpoint;
      return `http://127.0.0.1:${port}/${functionName}`;
    },
    close: async () => {
      isOpen = false;
      server.close();
      await Promise.allSettled(underWay);
      server.closeAllConnections();
    },
  };
  return running;
}

/** Of one table, or, where a call may go to several, of each. */
type Consumed = { readonly CapacityUnits?: number } | readonly { readonly CapacityUnits?: number }[];

function unitsIn(consumed: Consumed = []): number {
  return [consumed].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}

const FORWARDED = ['authorization', 'content-type', 'x-amz-date', 'x-amz-target'];

function forward(upstream: string, headers: IncomingHttpHeaders, input: object): Promise<IncomingMessage> {
  const body = JSON.stringify(input);
  const forwarded = Object.fromEntries(FORWARDED.map((name) => [name, String(headers[name] ?? '')]));
  return new Promise((resolve, reject) => {
    const asked = request(upstream, {
      method: 'POST',
      headers: { ...forwarded, 'content-length': Buffer.byteLength(body) },
    });
    asked.once('response', resolve);
    asked.once('error', reject);
    asked.end(body);
  });
}
