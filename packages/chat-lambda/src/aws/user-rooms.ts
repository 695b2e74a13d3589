import { DynamoUserRoomRepository } from '@serverless-ws/chat-dynamo';

import type { RepositoryTable } from './repositories.js';

/** The rooms that users follow: for functions that list rooms, mark them as read, or let users follow them. */
export function userRoomsOf(table: RepositoryTable): DynamoUserRoomRepository {
  return new DynamoUserRoomRepository(table);
}
