import type { MessagesEvent, Recipient } from '@serverless-ws/chat-domain';
import { RecordingLogger } from '@serverless-ws/chat-domain/in-memory';
import { ApiGatewayMessageGateway } from '../src/api-gateway-message-gateway.js';
import type { GatewayOptions } from '../src/gateway-options.js';
import { ManualTime } from './manual-time.js';
import { Sink } from './sink.js';

/** Credentials that are not checked. */
export const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };

/** A gateway, the endpoint it posts to, and the time of both. */
export interface Bench {
  readonly gateway: ApiGatewayMessageGateway;
  readonly sink: Sink;
  readonly time: ManualTime;
  readonly logger: RecordingLogger;
  /** A recipient connected for an hour. */
  recipient(connectionId: string): Recipient;
  close(): Promise<void>;
}

/** Starts them on loopback. */
export async function openBench(
  options: Partial<GatewayOptions> = {},
  tls?: { key: string; cert: string },
): Promise<Bench> {
  const sink = await Sink.start(tls);
  const time = new ManualTime(() => sink.traffic);
  const logger = new RecordingLogger();
  const gateway = new ApiGatewayMessageGateway({
    endpoint: { url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${sink.port}/prod` },
    region: 'eu-west-1',
    credentials: () => Promise.resolve(CREDENTIALS),
    clock: time,
    scheduler: time,
    logger,
    ...options,
  });
  return {
    gateway,
    sink,
    time,
    logger,
    recipient: (connectionId) => ({ connectionId, connectedAt: time.now() - 3_600_000 }),
    close: async () => {
      await gateway.close();
      await sink.close();
    },
  };
}

/** A message event, with a text if it matters. */
export function messageEvent(text = 'hello'): MessagesEvent {
  const sender = { id: 'ada', name: 'Ada' };
  const at = Date.UTC(2026, 0, 1);
  return {
    type: 'messages',
    room: 'lobby',
    epoch: 'e1',
    entries: [
      { kind: 'message', seq: 1, reservedAt: at, expiresAt: at + 86_400_000, id: 'm1', sender, text },
    ],
  };
}

/** The pages given, one after the other. */
export async function* pages<R>(...given: readonly (readonly R[])[]): AsyncGenerator<readonly R[]> {
  yield* given;
}
