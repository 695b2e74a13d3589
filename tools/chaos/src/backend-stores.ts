import { INJECTED_BUGS, PUBLISH_BUGS } from '@serverless-ws/chat-contracts';
import type { ConnectionRepository } from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoAuditLog,
  DynamoBlockRepository,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoModerationStateRepository,
  DynamoRoomRulesRepository,
  DynamoShardCursorRepository,
  DynamoUserRoomRepository,
  SdkTableClient,
  type documentClient,
} from '@serverless-ws/chat-dynamo';
import { systemClock } from '@serverless-ws/chat-lambda';
import { TABLE, type BackendSettings } from './backend-settings.js';
import type { InjectedBugName } from './chaos-options.js';
import { DEVICE_BUGS } from './devices/device-bugs.js';

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
    heads: new DynamoRoomHeadRepository(table),
    messages: new DynamoMessageRepository(table),
    cursors: new DynamoShardCursorRepository(table),
    userRooms: new DynamoUserRoomRepository(table),
    blocks: new DynamoBlockRepository(table),
    moderation: {
      moderationStates: new DynamoModerationStateRepository(table),
      rules: new DynamoRoomRulesRepository(table),
      audit: new DynamoAuditLog(table),
    },
  };
}

/** A bug of the ports; a stale read is injected in the client of the database, and others in the stores and limits. */
export function bugOf(inject: BackendSettings['inject']) {
  return inject !== null && isPortBug(inject) ? INJECTED_BUGS[inject]() : undefined;
}

/** A bug of the ports of which the devices tell. */
export function deviceBugOf(inject: BackendSettings['inject']) {
  return inject !== null && isDeviceBug(inject) ? DEVICE_BUGS[inject]() : undefined;
}

/** A bug of publishing: a rejection by the review is told, and not recorded. */
export function publishBugOf(inject: BackendSettings['inject']) {
  return inject === 'rejection-forgotten' ? PUBLISH_BUGS[inject]() : undefined;
}

function isPortBug(inject: InjectedBugName): inject is keyof typeof INJECTED_BUGS {
  return inject !== 'stale-read' && Object.hasOwn(INJECTED_BUGS, inject);
}

function isDeviceBug(inject: InjectedBugName): inject is keyof typeof DEVICE_BUGS {
  return Object.hasOwn(DEVICE_BUGS, inject);
}

/** The bug of a chat in which deliveries delete nothing: they say by which row they found a connection. */
function keepingRows(connections: ConnectionRepository): ConnectionRepository {
  return intercept(connections, ({ method, args, proceed }) => {
    const isFound = Object(args[1]).membership !== undefined || Object(args[1]).userId !== undefined;
    return method === 'remove' && isFound ? Promise.resolve(null) : proceed();
  });
}
