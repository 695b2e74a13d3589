export { CLIENT_DEFAULTS, documentClient } from './document-client.js';
export { DynamoAuditLog } from './dynamo-audit-log.js';
export { DynamoConnectionRepository } from './dynamo-connection-repository.js';
export { DynamoMessageRepository } from './dynamo-message-repository.js';
export { DynamoRoomRulesRepository } from './dynamo-room-rules-repository.js';
export { DynamoShardCursorRepository } from './dynamo-shard-cursor-repository.js';
export { DynamoStandingRepository } from './dynamo-standing-repository.js';
export type { ChatTable } from './table/chat-table.js';
export { TTL_ATTRIBUTE, tableDefinition } from './table-definition.js';
