import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import {
  DynamoConnectionRepository,
  DynamoMessageRepository,
  type TableClient,
} from '@serverless-ws/chat-dynamo';
import { Broadcast, FanOut, UserFanOut, type VisibleEntry } from '@serverless-ws/chat-domain';

/** What the chat's broadcast works with. */
export interface ChatOptions {
  readonly client: TableClient;
  readonly table: string;
  readonly url: string;
  readonly shards: number;
  readonly window: number;
  readonly rate: number | null;
}

const clock = { now: () => Date.now() };
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: console.error };
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' };

/** `Broadcast` of this repository, on its adapters, as a container keeps it from message to message. */
export function chatBroadcast(options: ChatOptions): (text: string) => Promise<void> {
  const table = { client: options.client, table: options.table, clock };
  const gateway = new ApiGatewayMessageGateway({
    endpoint: { url: options.url },
    region: 'eu-west-1',
    credentials: () => Promise.resolve(CREDENTIALS),
    window: options.window,
    timeout: 30_000,
    ...(options.rate === null ? {} : { rate: options.rate }),
  });
  const dependencies = {
    connections: new DynamoConnectionRepository(table),
    messages: new DynamoMessageRepository(table),
    gateway,
    clock,
    logger: silent,
    deadline: 600_000,
  };
  const fanOut = new FanOut(dependencies);
  const broadcast = new Broadcast({ fanOut, userFanOut: new UserFanOut(dependencies), logger: silent });
  return async (text) => {
    await broadcast.execute({ head: headOf(options.shards), entries: [entryOf(text)] });
  };
}

function headOf(shards: number) {
  const at = Date.now();
  return { room: 'lobby', epoch: 'e1', seq: 1, reservedAt: at, createdAt: at, shards };
}

function entryOf(text: string): VisibleEntry {
  const at = Date.now();
  const sender = { id: '123', name: 'Dev User' };
  return { kind: 'message', seq: 1, reservedAt: at, expiresAt: at + 86_400_000, id: 'm1', sender, text };
}
