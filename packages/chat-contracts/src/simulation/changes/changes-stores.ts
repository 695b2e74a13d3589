import type {
  BroadcastQueue,
  ConnectionRepository,
  MessageRepository,
  RoomHeadRepository,
  UserDataRepository,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** The stores under test: fresh ones, on the clock given. */
export interface ChangesStores {
  readonly clock: ManualClock;
  readonly connections: ConnectionRepository;
  readonly heads: RoomHeadRepository;
  readonly messages: MessageRepository;
  /** Lists records, and erases. Default: no user is erased in the end. */
  readonly userData?: UserDataRepository;
  /** Is notified of each position before it is filled. Default: none. */
  readonly eventQueue?: BroadcastQueue;
  /** All that the stores hold, as text, to look for a text that must not be there. Default: all that the log returns. */
  readonly dump?: () => Promise<string>;
  /** Deletes everything that the stores may delete by now; without it they keep all of it for ever. */
  readonly deleteExpired?: () => Promise<void>;
  /** Changes the log of an invocation: how a bug is injected. */
  readonly inject?: (messages: MessageRepository) => MessageRepository;
}
