import type { FaultHook } from '@serverless-ws/apigw-emulator';
import { documentClient, DynamoRoomHeadRepository, SdkTableClient } from '@serverless-ws/chat-dynamo';
import { FaultyServer, type Fault } from '@serverless-ws/local-stack/faulty-server.js';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import type { KeyServer } from './key-server.js';
import { MeasuredCalls, type Measuring } from './measured-calls.js';
import { PARAMETERS, STAGE } from './packaged.js';
import { DEAD_LETTERS, FED_QUEUES, Queues } from './queues.js';

/** Milliseconds between two looks at the queues. */
const LOOK = 200;
const FUNCTIONS = [
  'connection',
  'sendMessage',
  'room',
  'presence',
  'userRooms',
  'moderation',
  'messageChanges',
  'publish',
  'default',
  'broadcast',
  'broadcastBusy',
  'events',
] as const;

/** A function that uses the table. */
export type TableUser = (typeof FUNCTIONS)[number];

/** A room that is served by workers. */
export const LARGE_ROOM = 'hall';

/** What runs, and what can go wrong with it. */
export class ObservedStack {
  /** What goes wrong at the gateway. */
  faults: FaultHook = () => undefined;
  readonly #tables: ReadonlyMap<string, FaultyServer>;
  readonly #timer: NodeJS.Timeout;

  private constructor(
    readonly keys: KeyServer,
    readonly local: LocalStack,
    readonly queues: Queues,
    tables: ReadonlyMap<string, FaultyServer>,
    look: () => Promise<unknown>,
  ) {
    this.#tables = tables;
    this.#timer = setInterval(() => void look().catch(() => undefined), LOOK);
  }

  /** Starts the stack, with a store between each function and the table, and one large room. */
  static async start(measuring: Measuring, keys: KeyServer): Promise<ObservedStack> {
    const calls = new MeasuredCalls(measuring);
    const tables = new Map<string, FaultyServer>();
    for (const name of FUNCTIONS) tables.set(name, await tableFor(calls));
    const made: ObservedStack[] = [];
    const local = await startLocalStack({
      ...{ stage: STAGE, params: PARAMETERS, environment: { JWT_JWKS_URL: keys.url } },
      gateway: {
        quotas: 'off',
        faults: (operation) => {
          calls.gateway(operation);
          return made[0]?.faults(operation);
        },
      },
      tableAddress: (name, endpoint) => addressOf(tables.get(name), endpoint),
      log: (name, text) => calls.logged(name, text),
      onInvoke: (name) => calls.invoked(name),
      onInvoked: (name, outcome) => calls.ended(name, outcome),
    });
    await makeLargeRoom(local);
    const queues = await Queues.open(local.queueEndpoint ?? '', measuring.time.now());
    const look = () => lookAt(queues, calls, measuring.time.now());
    const observed = new ObservedStack(keys, local, queues, tables, look);
    made.push(observed);
    return observed;
  }

  /** Puts a fault between some functions and the table, or all. */
  storeIs(fault: Fault, users: readonly TableUser[] = FUNCTIONS): void {
    for (const name of users) {
      const table = this.#tables.get(name);
      if (table !== undefined) table.fault = fault;
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.storeIs('healthy');
    this.queues.close();
    await this.local.close();
    for (const table of this.#tables.values()) await table.close();
  }
}

async function lookAt(queues: Queues, calls: MeasuredCalls, now: number): Promise<void> {
  for (const queue of FED_QUEUES) calls.queueIs(queue, await queues.age(queue, now));
  for (const name of DEAD_LETTERS) calls.deadLetters(name, await queues.deadLetters(name));
}

async function tableFor(calls: MeasuredCalls): Promise<FaultyServer> {
  const server = await FaultyServer.start();
  server.onThrottled = () => calls.tableThrottled();
  return server;
}

function addressOf(server: FaultyServer | undefined, endpoint: string): string {
  if (server === undefined) return endpoint;
  server.engine = endpoint;
  return server.url;
}

async function makeLargeRoom({ databaseUrl, deployment }: LocalStack): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  const sdk = documentClient({ endpoint: databaseUrl, region: 'us-east-1', credentials });
  const table = deployment.tables[0]?.TableName ?? '';
  const heads = new DynamoRoomHeadRepository({ client: new SdkTableClient(sdk), table, clock: Date });
  await heads.getOrCreate(LARGE_ROOM, 'e1', Date.now());
  await heads.doubleShards(LARGE_ROOM, 1);
  sdk.destroy();
}
