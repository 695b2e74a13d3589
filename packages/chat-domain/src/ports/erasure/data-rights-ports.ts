import type { ModeratedChatPorts } from '../chat-ports.js';
import type { UserRoomRepository } from '../rooms/user-room-repository.js';
import type { Timer } from '../timer.js';
import type { UserDataRepository } from './user-data-repository.js';

/** What exporting and erasing a user run on. */
export interface DataRightsPorts extends ModeratedChatPorts {
  readonly userRooms: UserRoomRepository;
  readonly userData: UserDataRepository;
  readonly timer: Timer;
}
