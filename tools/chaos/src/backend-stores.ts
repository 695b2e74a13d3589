import { INJECTED_BUGS } from '@serverless-ws/chat-contracts';
import type { ConnectionRepository } from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoModerationStateRepository,
  DynamoRoomRulesRepository,
  DynamoShardCursorRepository,
  SdkTableClient,
  type documentClient,
} from '@serverless-ws/chat-dynamo';
import { systemClock } from '@serverless-ws/chat-lambda';
import { TABLE, type BackendSettings } from './backend-settings.js';

/** What {@link backendStores} needs. */
export interface BackendStoresDependencies extends Pick<BackendSettings, 'inject'> {
  readonly client: ReturnType<typeof documentClient>;
}

/** What the chat of a run is stored in. */
export function backendStores({ client, inject }: BackendStoresDependencies) {
  const table = { client: new SdkTableClient(client), table: TABLE, clock: systemClock };
  const connections = new DynamoConnectionRepository(table);
  return {
    connections: inject === 'rows-stay' ? keepingRows(connections) : connections,
    messages: new DynamoMessageRepository(table),
    cursors: new DynamoShardCursorRepository(table),
    moderation: {
      moderationStates: new DynamoModerationStateRepository(table),
      rules: new DynamoRoomRulesRepository(table),
      audit: new DynamoAuditLog(table),
    },
  };
}

/** A bug of the ports; a stale read is injected in the client of the database, and others in the stores and limits. */
export function bugOf(inject: BackendSettings['inject']) {
  if (inject === null || inject === 'stale-read' || inject === 'no-limits' || inject === 'rows-stay')
    return undefined;
  return INJECTED_BUGS[inject]();
}

/** The bug of a chat in which deliveries delete nothing: they say by which row they found a connection. */
function keepingRows(connections: ConnectionRepository): ConnectionRepository {
  return intercept(connections, ({ method, args, proceed }) => {
    const isFound = Object(args[1]).membership !== undefined || Object(args[1]).userId !== undefined;
    return method === 'remove' && isFound ? Promise.resolve(null) : proceed();
  });
}
