import { INJECTED_BUGS } from '@serverless-ws/chat-contracts';
import { intercept, RecordingLogger } from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoShardCursorRepository,
  SdkTableClient,
  type documentClient,
} from '@serverless-ws/chat-dynamo';
import { randomIds, RequestScope, sha256Digest, systemClock, systemTimer } from '@serverless-ws/chat-lambda';
import { SqsBroadcastQueue } from '@serverless-ws/chat-sqs';
import { API_ID, BATCH_FROM, LOCAL, TABLE, type BackendSettings } from './backend-settings.js';
import type { InvocationFaults, Life } from './invocation-faults.js';
import type { PostingGateway } from './posting-gateway.js';

/** Milliseconds, generous: a busy machine must not look like a lost push. */
const BROADCAST_DEADLINE = 20_000;

/** What {@link invocationPorts} needs. */
export interface InvocationDependencies extends Pick<BackendSettings, 'inject' | 'queueEndpoint'> {
  readonly client: ReturnType<typeof documentClient>;
  readonly faults: InvocationFaults;
  readonly posting: PostingGateway;
  /** The URL of the queue of busy rooms. */
  readonly queueUrl: string | null;
}

/** Makes the ports of one invocation. */
export type InvocationPorts = ReturnType<typeof invocationPorts>;

/** The real adapters, with faults before each of their calls, and with a bug where one is injected. */
export function invocationPorts({ client, faults, inject, posting, ...queue }: InvocationDependencies) {
  const table = { client: new SdkTableClient(client), table: TABLE, clock: systemClock };
  const connections = new DynamoConnectionRepository(table);
  const messages = new DynamoMessageRepository(table);
  const cursors = new DynamoShardCursorRepository(table);
  const busyQueue = busyQueueOf(queue);
  const own = { apiId: API_ID, logger: new SilentLogger(), scope: new RequestScope() };
  const system = { clock: systemClock, timer: systemTimer, ids: randomIds, digest: sha256Digest };
  const settings = { broadcastDeadline: BROADCAST_DEADLINE, batchFrom: BATCH_FROM };
  // A stale read is injected below, in the client of the database.
  const injected = inject === null || inject === 'stale-read' ? undefined : INJECTED_BUGS[inject]();
  return (life: Life) => {
    const meet = faults.meet(life);
    const met = {
      connections: intercept(connections, meet),
      messages: intercept(messages, meet),
      gateway: posting.current,
      busyQueue: busyQueue && intercept(busyQueue, meet),
    };
    return { ...met, ...injected?.(met), cursors: intercept(cursors, meet), ...system, ...own, settings };
  };
}

function busyQueueOf({
  queueEndpoint,
  queueUrl,
}: Pick<InvocationDependencies, 'queueEndpoint' | 'queueUrl'>) {
  if (queueEndpoint === null || queueUrl === null) return undefined;
  return new SqsBroadcastQueue({ queueUrl, client: { ...LOCAL, endpoint: queueEndpoint } });
}

/** Logs nothing: thousands of lines would not be read, and what counts is what becomes of the messages. */
export class SilentLogger extends RecordingLogger {
  override debug(): void {}
  override info(): void {}
  override warn(): void {}
  override error(): void {}
}
