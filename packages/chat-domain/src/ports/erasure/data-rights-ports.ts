import type { ChatPorts, ModerationPorts } from '../chat-ports.js';
import type { UserRoomRepository } from '../rooms/user-room-repository.js';
import type { Timer } from '../timer.js';
import type { UserDataRepository } from './user-data-repository.js';

/** What exporting and erasing a user run on: those of a chat, and what finds all that is stored of a user. */
export interface DataRightsPorts extends Pick<
  ChatPorts,
  | 'connections'
  | 'heads'
  | 'messages'
  | 'gateway'
  | 'presence'
  | 'blocks'
  | 'busyQueue'
  | 'clock'
  | 'logger'
  | 'settings'
> {
  readonly moderation: Pick<ModerationPorts, 'moderationStates' | 'rules'>;
  readonly userRooms: UserRoomRepository;
  readonly userData: UserDataRepository;
  readonly timer: Timer;
}
