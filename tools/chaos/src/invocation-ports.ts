import { DEFAULT_FRAME_LIMITS } from '@serverless-ws/chat-domain';
import { intercept, RecordingLogger } from '@serverless-ws/chat-domain/in-memory';
import { randomIds, RequestScope, sha256Digest, systemClock, systemTimer } from '@serverless-ws/chat-lambda';
import { SqsBroadcastQueue } from '@serverless-ws/chat-sqs';
import { API_ID, BATCH_FROM, LOCAL, type BackendSettings } from './backend-settings.js';
import {
  backendStores,
  bugOf,
  deviceBugOf,
  publishBugOf,
  type BackendStoresDependencies,
} from './backend-stores.js';
import type { InvocationFaults, Life } from './invocation-faults.js';
import type { PostingGateway } from './posting-gateway.js';
import { ChangingReview } from './publish/changing-review.js';

/** Milliseconds, generous: a busy machine must not look like a lost push. */
const BROADCAST_DEADLINE = 20_000;

/** What {@link invocationPorts} needs. */
export interface InvocationDependencies
  extends BackendStoresDependencies, Pick<BackendSettings, 'allowed' | 'queueEndpoint' | 'seed'> {
  readonly faults: InvocationFaults;
  readonly posting: PostingGateway;
  /** The URL of the queue of busy rooms. */
  readonly queueUrl: string | null;
}

/** Makes the ports of one invocation. */
export type InvocationPorts = ReturnType<typeof invocationPorts>;

/** The real adapters, with faults before each of their calls, and with a bug where one is injected. */
export function invocationPorts({ faults, posting, ...dependencies }: InvocationDependencies) {
  const { inject } = dependencies;
  const review = new ChangingReview(dependencies.seed);
  const { connections, heads, messages, cursors, moderation, userRooms, blocks } =
    backendStores(dependencies);
  const busyQueue = busyQueueOf(dependencies);
  const own = { apiId: API_ID, logger: new SilentLogger(), scope: new RequestScope() };
  const system = { clock: systemClock, timer: systemTimer, ids: randomIds, digest: sha256Digest };
  const limits = inject === 'no-limits' ? {} : limitsOf(dependencies);
  const settings = { broadcastDeadline: BROADCAST_DEADLINE, batchFrom: BATCH_FROM, ...limits };
  const [injected, deviceBug, publishBug] = [bugOf(inject), deviceBugOf(inject), publishBugOf(inject)];
  return (life: Life) => {
    const meet = faults.meet(life);
    const met = {
      connections: intercept(connections, meet),
      heads: intercept(heads, meet),
      messages: intercept(messages, meet),
      gateway: posting.current,
      busyQueue: busyQueue && intercept(busyQueue, meet),
      userRooms: intercept(userRooms, meet),
      blocks: intercept(blocks, meet),
      review: intercept(review, meet),
    };
    return {
      ...{ ...system, ...own, settings },
      ...{ ...met, ...injected?.(met), cursors: intercept(cursors, meet) },
      ...deviceBug?.({ ...met, digest: system.digest }),
      ...publishBug?.(met),
      moderation: {
        moderationStates: intercept(moderation.moderationStates, meet),
        rules: intercept(moderation.rules, meet),
        audit: moderation.audit,
      },
    };
  };
}

/** By a window longer than any run: on a slow machine, too, the flood meets its limit, and no other client does. */
function limitsOf({ allowed }: Pick<BackendSettings, 'allowed'>) {
  const flood = { messages: allowed, window: 24 * 3_600_000, hardLimit: 100 * allowed };
  return { flood, frames: DEFAULT_FRAME_LIMITS };
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
