import type { buildApp } from 'fauxqs';
import { guardRequests } from '../endpoint/guard-requests.js';
import { codeOf, ServiceError } from '../service-error.js';

/** An SQS on loopback. */
export interface QueueEngine {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Longer than a container sleeps, so that no kept-alive connection dies while its owner is frozen. */
const KEEP_ALIVE = 3_600_000;

/**
 * Starts fauxqs on 127.0.0.1. It is no dependency of this package, since services without queues need none: it brings
 * three clients of AWS's SDK with it.
 * @throws ServiceError where it is not installed
 */
export async function startQueueEngine(): Promise<QueueEngine> {
  const engine = await loadEngine();
  const app = engine.buildApp({ logger: false });
  guardRequests(app.server).keepAliveTimeout = KEEP_ALIVE;
  // It knows its queues by a host name that no machine can resolve; all others call them by the address.
  app.addHook('preHandler', async ({ body }) => {
    if (isAboutQueue(body))
      body.QueueUrl = body.QueueUrl.replace('//127.0.0.1:', '//sqs.us-east-1.localhost:');
  });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  return { endpoint, close: () => app.close() };
}

async function loadEngine(): Promise<{ readonly buildApp: typeof buildApp }> {
  try {
    return await import('fauxqs');
  } catch (error) {
    if (!String(codeOf(error)).endsWith('MODULE_NOT_FOUND')) throw error;
    const message = 'the service has queues: install fauxqs, or give startService endpoints.sqs';
    throw new ServiceError('queue_engine_missing', message);
  }
}

function isAboutQueue(body: unknown): body is { QueueUrl: string } {
  return typeof body === 'object' && body !== null && 'QueueUrl' in body && typeof body.QueueUrl === 'string';
}
