import type {
  BroadcastQueue,
  ConnectionRepository,
  MessageGateway,
  MessageRepository,
  ShardCursorRepository,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** The stores under test: fresh ones, on the clock given. */
export interface SimulatedStores {
  readonly clock: ManualClock;
  readonly connections: ConnectionRepository;
  readonly messages: MessageRepository;
  /** With them the room is batched when it is busy, and there are workers; without, every message is pushed at once. */
  readonly cursors?: ShardCursorRepository;
  /** Deletes everything that the stores may delete by now; without it they keep all of it for ever. */
  readonly deleteExpired?: () => Promise<void>;
  /** Changes the ports of an invocation: how a bug is injected. */
  readonly inject?: (chat: InjectedPorts) => InjectedPorts;
}

/** The ports of one invocation that a bug can be injected into. */
export interface InjectedPorts {
  readonly connections: ConnectionRepository;
  readonly messages: MessageRepository;
  readonly gateway: MessageGateway;
  /** The queue of busy rooms, in a simulation with workers. */
  readonly busyQueue?: BroadcastQueue | undefined;
  readonly cursors?: ShardCursorRepository | undefined;
}
