import type {
  ConnectionRepository,
  MessageGateway,
  MessageRepository,
  ModerationPorts,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** The stores under test: fresh ones, on the clock given. */
export interface PresenceStores {
  readonly clock: ManualClock;
  readonly connections: ConnectionRepository;
  readonly messages: MessageRepository;
  readonly moderation: ModerationPorts;
  /** Changes the ports of an invocation: how a bug is injected. */
  readonly inject?: (ports: PresencePorts) => PresencePorts;
}

/** The ports of one invocation that a bug can be injected into. */
export interface PresencePorts {
  readonly connections: ConnectionRepository;
  readonly gateway: MessageGateway;
}
