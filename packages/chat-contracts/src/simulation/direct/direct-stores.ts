import type {
  BlockRepository,
  ConnectionRepository,
  MessageRepository,
  TextDigest,
  UserRoomRepository,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** The ports of one invocation that a bug can be injected into. */
export interface DirectPorts {
  readonly connections: ConnectionRepository;
  readonly messages: MessageRepository;
  readonly userRooms: UserRoomRepository;
  readonly blocks: BlockRepository;
  readonly digest: TextDigest;
}

/** The stores under test: fresh ones, on the clock given. */
export interface DirectStores extends Omit<DirectPorts, 'digest'> {
  readonly clock: ManualClock;
  /** Deletes everything that the stores may delete by now; without it they keep all of it for ever. */
  readonly deleteExpired?: () => Promise<void>;
  /** Changes the ports of an invocation: how a bug is injected. */
  readonly inject?: (ports: DirectPorts) => DirectPorts;
}
