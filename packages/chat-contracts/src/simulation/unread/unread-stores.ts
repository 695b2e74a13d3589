import type { MessageRepository, UserRoomRepository } from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** The stores under test: fresh ones, on the clock given. */
export interface UnreadStores {
  readonly clock: ManualClock;
  readonly messages: MessageRepository;
  readonly userRooms: UserRoomRepository;
  /** Changes the ports of an invocation: how a bug is injected. */
  readonly inject?: (ports: UnreadPorts) => UnreadPorts;
}

/** The ports that a bug can be injected into. */
export type UnreadPorts = Pick<UnreadStores, 'messages' | 'userRooms'>;
