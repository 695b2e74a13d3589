import type { Clock } from '../ports/clock.js';
import { InMemoryBlockRepository } from './in-memory-block-repository.js';
import { InMemoryConnectionRepository } from './in-memory-connection-repository.js';
import { InMemoryMessageRepository } from './in-memory-message-repository.js';
import { InMemoryAuditLog } from './moderation/in-memory-audit-log.js';
import { InMemoryRoomRulesRepository } from './moderation/in-memory-room-rules-repository.js';
import { InMemoryUserRoomRepository } from './rooms/in-memory-user-room-repository.js';
import { InMemoryModerationStateRepository } from './moderation/in-memory-moderation-state-repository.js';

/** Every port of `createChat` that stores something, in maps: for tests, and for servers of one process. */
export function inMemoryStores(clock: Clock) {
  return {
    connections: new InMemoryConnectionRepository(clock),
    messages: new InMemoryMessageRepository(clock),
    userRooms: new InMemoryUserRoomRepository(clock),
    blocks: new InMemoryBlockRepository(),
    moderation: {
      moderationStates: new InMemoryModerationStateRepository(),
      rules: new InMemoryRoomRulesRepository(clock),
      audit: new InMemoryAuditLog(),
    },
  };
}
