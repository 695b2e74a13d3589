import type { Clock, ModerationPorts } from '@serverless-ws/chat-domain';
import {
  DeadlineTableClient,
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoModerationStateRepository,
  DynamoReportedMessages,
  DynamoRoomHeadReader,
  DynamoRoomHeadRepository,
  DynamoRoomRulesRepository,
  DynamoUserRoomRepository,
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
 * The table that `CHAT_TABLE` names. `AWS_ENDPOINT_URL_DYNAMODB` leads to a local engine. Calls end at the deadline of the
 * request that makes them.
 * @throws SettingError
 */
export function tableOf(
  variables: Variables,
  { environment, clock, scope }: RepositoryBase,
): RepositoryTable {
  return {
    client: new DeadlineTableClient(new MinimalDocumentClient(minimalOptions(variables)), {
      deadline: () => scope.deadline,
      clock,
    }),
    table: environment.required('CHAT_TABLE'),
    clock,
  };
}

/** What every function needs that knows connections. */
export function repositories(table: RepositoryTable) {
  return {
    connections: new DynamoConnectionRepository(table),
    moderation: {
      moderationStates: new DynamoModerationStateRepository(table),
      rules: new DynamoRoomRulesRepository(table),
      audit: new DynamoAuditLog(table),
    },
  };
}

/** The heads of rooms, to read: for functions that neither read nor write a log. */
export function headsOf(table: RepositoryTable): { readonly heads: DynamoRoomHeadReader } {
  return { heads: new DynamoRoomHeadReader(table) };
}

/** The logs of rooms: for functions that read or write them. */
export function logsOf(table: RepositoryTable): {
  readonly heads: DynamoRoomHeadRepository;
  readonly messages: DynamoMessageRepository;
} {
  return { heads: new DynamoRoomHeadRepository(table), messages: new DynamoMessageRepository(table) };
}

/** The logs of rooms, and the rooms that users follow: for functions that list rooms, mark them as read, or let users follow them. */
export function userRoomsOf(
  table: RepositoryTable,
): ReturnType<typeof logsOf> & { readonly userRooms: DynamoUserRoomRepository } {
  return { ...logsOf(table), userRooms: new DynamoUserRoomRepository(table) };
}

/** Everything: what moderators and those who report a message need besides. */
export function moderatedOf(table: RepositoryTable): ReturnType<typeof userRoomsOf> & {
  readonly moderation: Required<ModerationPorts>;
} {
  const { moderation } = repositories(table);
  return {
    ...userRoomsOf(table),
    moderation: { ...moderation, reported: new DynamoReportedMessages(table) },
  };
}
