export { CLIENT_DEFAULTS, type ClientLimits } from './client-defaults.js';
export { DeadlineTableClient, type CallDeadline } from './deadline-table-client.js';
export { documentClient } from './document-client.js';
export { DynamoAuditLog } from './dynamo-audit-log.js';
export { DynamoBlockRepository } from './dynamo-block-repository.js';
export { DynamoConnectionRepository } from './dynamo-connection-repository.js';
export { DynamoMessageRepository } from './dynamo-message-repository.js';
export { DynamoReportedMessages } from './dynamo-reported-messages.js';
export { DynamoRoomHeadReader } from './dynamo-room-head-reader.js';
export { DynamoRoomHeadRepository } from './dynamo-room-head-repository.js';
export { DynamoRoomRulesRepository } from './dynamo-room-rules-repository.js';
export { DynamoShardCursorRepository } from './dynamo-shard-cursor-repository.js';
export { DynamoUserDataRepository } from './dynamo-user-data-repository.js';
export { DynamoUserRoomRepository } from './dynamo-user-room-repository.js';
export { DynamoModerationStateRepository } from './dynamo-moderation-state-repository.js';
export { MinimalDocumentClient } from './minimal/minimal-document-client.js';
export {
  credentialsIn,
  minimalOptions,
  type MinimalCredentials,
  type MinimalOptions,
} from './minimal/minimal-options.js';
export { signedHeaders, type Signing, type UnsignedRequest } from './minimal/signed-headers.js';
export { SdkTableClient } from './sdk-table-client.js';
export type { ChatTable } from './table/chat-table.js';
export type { CallOptions, TableClient, TableOperations } from './table-client.js';
export { TTL_ATTRIBUTE, tableDefinition } from './table-definition.js';
