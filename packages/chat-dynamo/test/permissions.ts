/** The DynamoDB actions each adapter needs, by its class, in alphabetical order; the README shows the same table. */
export const PERMISSIONS = {
  DynamoConnectionRepository: ['BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
  DynamoMessageRepository: ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
  DynamoBlockRepository: ['DeleteItem', 'GetItem', 'PutItem', 'Query'],
  DynamoShardCursorRepository: ['GetItem', 'PutItem'],
  DynamoUserRoomRepository: ['DeleteItem', 'GetItem', 'Query', 'UpdateItem'],
} as const;
