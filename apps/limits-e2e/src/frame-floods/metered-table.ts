import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoModerationStateRepository,
  DynamoRoomRulesRepository,
  DynamoUserRoomRepository,
  MinimalDocumentClient,
  tableDefinition,
  type TableClient,
} from '@serverless-ws/chat-dynamo';
import type { Clock } from '@serverless-ws/chat-domain';
import { startLocalDatabase } from '@serverless-ws/local-stack/local-database.js';

/** What calls to a table consumed, in capacity units. */
export interface Consumption {
  reads: number;
  writes: number;
}

const TABLE = 'chat';
/** A write that its condition refuses is charged as well, and the engine does not say so. */
const REFUSED_WRITE = 1;

/** The stores of a chat on dynalite, whose calls are metered. */
export async function openMeteredTable(clock: Clock) {
  const database = await startLocalDatabase([{ ...tableDefinition(TABLE), TableName: TABLE }], undefined);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new MinimalDocumentClient({
    region: 'eu-central-1',
    credentials: () => Promise.resolve(credentials),
    endpoint: new URL(database.endpoint),
    limits: { connectionTimeout: 60_000, requestTimeout: 60_000 },
  });
  const meter: Consumption = { reads: 0, writes: 0 };
  const at = { client: metered(client, meter), table: TABLE, clock };
  return {
    meter,
    stores: {
      connections: new DynamoConnectionRepository(at),
      heads: new DynamoRoomHeadRepository(at),
      messages: new DynamoMessageRepository(at),
      userRooms: new DynamoUserRoomRepository(at),
      moderation: {
        moderationStates: new DynamoModerationStateRepository(at),
        rules: new DynamoRoomRulesRepository(at),
        audit: new DynamoAuditLog(at),
      },
    },
    close: async () => {
      client.destroy();
      await database.close();
    },
  };
}

function metered(client: TableClient, meter: Consumption): TableClient {
  return {
    async call(operation, input) {
      const kind = /^(?:Get|Query|BatchGet)/.test(operation) ? 'reads' : 'writes';
      try {
        const output = await client.call(operation, { ...input, ReturnConsumedCapacity: 'TOTAL' });
        for (const { CapacityUnits = 0 } of [output.ConsumedCapacity ?? []].flat())
          meter[kind] += CapacityUnits;
        return output;
      } catch (error) {
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') {
          meter.writes += REFUSED_WRITE;
        }
        throw error;
      }
    },
  };
}
