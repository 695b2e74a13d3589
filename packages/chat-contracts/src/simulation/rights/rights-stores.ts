import type {
  ConnectionRepository,
  MessageGateway,
  MessageRepository,
  RoomHeadRepository,
  ModerationPorts,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** The stores under test: fresh ones, on the clock given. */
export interface RightsStores {
  readonly clock: ManualClock;
  readonly connections: ConnectionRepository;
  readonly heads: RoomHeadRepository;
  readonly messages: MessageRepository;
  readonly moderation: ModerationPorts;
  /** Changes the ports of an invocation: how a bug is injected. */
  readonly inject?: (ports: RightsPorts) => RightsPorts;
}

/** The ports of one invocation that a bug can be injected into. */
export interface RightsPorts {
  readonly connections: ConnectionRepository;
  readonly gateway: MessageGateway;
  readonly rules: ModerationPorts['rules'];
}
