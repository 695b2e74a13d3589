import {
  LIMITS,
  type BroadcastQueue,
  type ChatPorts,
  type IdGenerator,
  type WorkerPorts,
} from '@serverless-ws/chat-domain';
import {
  InMemoryShardCursorRepository,
  intercept,
  PlainDigest,
  RecordingLogger,
} from '@serverless-ws/chat-domain/in-memory';
import type { Gate } from './scheduler.js';
import type { SimulatedNetwork } from './simulated-network.js';
import type { SimulatedStores } from './simulated-stores.js';

/** Members from which on the room is batched when it is busy. */
const BATCH_FROM = 2;

/** The ports of one invocation. */
export type SimulatedPorts = ChatPorts & WorkerPorts;

/** What {@link simulatedPorts} needs. */
export interface SimulatedPortsDependencies extends Omit<SimulatedStores, 'deleteExpired'> {
  readonly ids: IdGenerator;
  readonly network: SimulatedNetwork;
  /** The queue of busy rooms; `undefined` where nothing is batched. */
  readonly queue?: BroadcastQueue | undefined;
}

/** Makes the ports of invocations, whose every call waits at the gate of that. */
export function simulatedPorts({
  cursors = new InMemoryShardCursorRepository(),
  inject = (ports) => ports,
  ...stores
}: SimulatedPortsDependencies): (gate: Gate) => SimulatedPorts {
  const { clock, ids, network, queue } = stores;
  const settings = { retention: LIMITS.retentionMinimum, batchFrom: BATCH_FROM };
  const all = {
    clock,
    timer: clock,
    ids,
    digest: new PlainDigest(),
    logger: new RecordingLogger(),
    settings,
  };
  return (gate) => {
    const met = {
      connections: intercept(stores.connections, gate),
      messages: intercept(stores.messages, gate),
      gateway: network.gateway(gate),
      cursors: intercept(cursors, gate),
      busyQueue: queue && intercept(queue, gate),
    };
    const injected = inject(met);
    return { ...met, ...injected, cursors: injected.cursors ?? met.cursors, ...all };
  };
}
