import type { Clock } from '@serverless-ws/chat-domain';
import {
  DeadlineTableClient,
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomRulesRepository,
  DynamoModerationStateRepository,
  DynamoShardCursorRepository,
  MinimalDocumentClient,
  minimalOptions,
  type ChatTable,
} from '@serverless-ws/chat-dynamo';

import type { RequestScope } from '../logging/request-scope.js';
import type { Environment, Variables } from '../settings/environment.js';

/** The table, its client, and the clock: what each repository is made of. */
export interface RepositoryTable extends ChatTable {
  readonly clock: Clock;
}

/** What repositories are made of, besides the variables. */
interface RepositoryBase {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly scope: RequestScope;
}

/**
 * The repositories that every function may need, and the table for further ones: on the table that `CHAT_TABLE` names. `AWS_ENDPOINT_URL_DYNAMODB` leads to a
 * local engine. Calls end at the deadline of the request that makes them.
 * @throws SettingError
 */
export function repositories(variables: Variables, { environment, clock, scope }: RepositoryBase) {
  const table: RepositoryTable = {
    client: new DeadlineTableClient(new MinimalDocumentClient(minimalOptions(variables)), {
      deadline: () => scope.deadline,
      clock,
    }),
    table: environment.required('CHAT_TABLE'),
    clock,
  };
  return {
    table,
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
