import type {
  ConnectionRepository,
  MessageRepository,
  MessageReview,
  RoomHeadRepository,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** The ports of one invocation that a bug can be injected into. */
export interface PublishPorts {
  readonly messages: MessageRepository;
  readonly review: MessageReview;
}

/** The stores under test: fresh ones, on the clock given. */
export interface PublishStores {
  readonly clock: ManualClock;
  readonly connections: ConnectionRepository;
  readonly heads: RoomHeadRepository;
  readonly messages: MessageRepository;
  /** Changes the ports of an invocation: how a bug is injected. */
  readonly inject?: (ports: PublishPorts) => PublishPorts;
}
