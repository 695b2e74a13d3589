import type { Clock } from '@serverless-ws/chat-domain';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomRulesRepository,
  DynamoModerationStateRepository,
  DynamoShardCursorRepository,
  MinimalDocumentClient,
  minimalOptions,
} from '@serverless-ws/chat-dynamo';

import type { Environment, Variables } from '../settings/environment.js';

/**
 * The repositories, on the table that `CHAT_TABLE` names. `AWS_ENDPOINT_URL_DYNAMODB` leads to a
 * local engine.
 * @throws SettingError
 */
export function repositories(
  variables: Variables,
  { environment, clock }: { readonly environment: Environment; readonly clock: Clock },
) {
  const table = {
    client: new MinimalDocumentClient(minimalOptions(variables)),
    table: environment.required('CHAT_TABLE'),
    clock,
  };
  return {
    connections: new DynamoConnectionRepository(table),
    messages: new DynamoMessageRepository(table),
    moderation: {
      moderationStates: new DynamoModerationStateRepository(table),
      rules: new DynamoRoomRulesRepository(table),
      audit: new DynamoAuditLog(table),
    },
    cursors: new DynamoShardCursorRepository(table),
  };
}
