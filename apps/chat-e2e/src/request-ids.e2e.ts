import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';
import { RoomShards } from './room-shards.js';

const ROOM = 'stadium';
const UNREACHED = 'No recipient was reached';

/** A line that a function has logged. */
interface Line {
  readonly functionName: string;
  readonly message?: string;
  readonly requestId?: string;
}

let lines: Line[];
let stack: LocalStack;
let visit: Visit;
let shards: RoomShards;
let written: () => void;

beforeEach(async () => {
  lines = [];
  written = () => undefined;
  stack = await startLocalStack({
    coldStart: true,
    queue: true,
    gateway: {
      faults: (operation) =>
        operation.kind === 'management' && operation.method === 'POST'
          ? { outcome: { status: 403, errorType: 'ForbiddenException' } }
          : undefined,
    },
    log: (functionName, text) => {
      for (const line of text.split('\n').filter((one) => one.startsWith('{')))
        lines.push({ ...JSON.parse(line), functionName });
      written();
    },
  });
  visit = new Visit({ url: stack.url, token: '', mint: minter(stack.secret) });
  shards = new RoomShards(stack.databaseUrl, stack.deployment.tables[0]?.TableName ?? '', ROOM);
});

afterEach(async () => {
  visit.end();
  await stack.gateway.close(10_000);
  await stack.close();
  shards.close();
});

/** Resolves to the first line of a function with this message. */
async function line(functionName: string, message: string): Promise<Line> {
  for (;;) {
    const found = lines.find((one) => one.functionName === functionName && one.message === message);
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => (written = resolve));
  }
}

it('a frame is followed by one request id: from its sender over the worker to the posts that failed', async () => {
  await shards.growTo(2);
  const socket = await visit.connect(visit.mint());
  await socket.ask({ action: 'joinRoom', room: ROOM });
  await socket.ask({ action: 'sendMessage', room: ROOM, text: 'hi' });

  const { requestId } = await line('sendMessage', 'sent');
  expect(requestId).toMatch(/^[\w-]{8,}=*$/);
  await expect(line('broadcast', UNREACHED)).resolves.toMatchObject({ requestId });
  await expect(line('broadcast', 'caught up')).resolves.toMatchObject({ requestId });
});
