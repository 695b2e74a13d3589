import type { Clock } from '@serverless-ws/chat-domain';
import {
  documentClient,
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomRulesRepository,
  DynamoStandingRepository,
  DynamoShardCursorRepository,
} from '@serverless-ws/chat-dynamo';

import type { Environment } from '../settings/environment.js';

/**
 * The repositories, on the table that `CHAT_TABLE` names. A local engine is the SDK's own affair:
 * `AWS_ENDPOINT_URL_DYNAMODB`.
 * @throws SettingError
 */
export function stores({ environment, clock }: { readonly environment: Environment; readonly clock: Clock }) {
  const table = { client: documentClient(), table: environment.required('CHAT_TABLE'), clock };
  return {
    connections: new DynamoConnectionRepository(table),
    messages: new DynamoMessageRepository(table),
    standings: new DynamoStandingRepository(table),
    rules: new DynamoRoomRulesRepository(table),
    audit: new DynamoAuditLog(table),
    cursors: new DynamoShardCursorRepository(table),
  };
}
