import { setTimeout } from 'node:timers/promises';
import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import type { DataRightsPorts, Logger } from '@serverless-ws/chat-domain';
import {
  documentClient,
  DynamoBlockRepository,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoModerationStateRepository,
  DynamoRoomHeadRepository,
  DynamoRoomRulesRepository,
  DynamoUserDataRepository,
  DynamoUserRoomRepository,
  SdkTableClient,
} from '@serverless-ws/chat-dynamo';
import { NoGateway } from './no-gateway.js';

/** Where the rows of a chat are. */
export interface TablePlace {
  readonly table: string;
  /** As the SDK finds it when absent. */
  readonly region?: string | undefined;
  /** A local engine; AWS when absent. */
  readonly endpoint?: string | undefined;
  /** Where functions post to; absent where there are no open clients. */
  readonly callback?: string | undefined;
}

/** The ports of data rights on a table. */
export interface ChatTable {
  readonly ports: DataRightsPorts;
  close(): void;
}

/** The key under which everything is allowed on this machine. */
const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
};

/** What happens is in the report; what fails is a line. */
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (message) => console.error(message),
  error: (message, error) => console.error(`${message}: ${String(error)}`),
};

/** Opens the table of a chat, deployed or local. */
export async function openChatTable({ table, region, endpoint, callback }: TablePlace): Promise<ChatTable> {
  const local = endpoint !== undefined && isLoopback(endpoint) ? LOCAL : undefined;
  const sdk = documentClient({ ...(region && { region }), ...(endpoint && { endpoint }), ...local });
  const at = { client: new SdkTableClient(sdk), table, clock: Date };
  const gateway =
    callback === undefined
      ? new NoGateway()
      : new ApiGatewayMessageGateway({
          endpoint: { url: callback },
          region: await sdk.config.region(),
          ...(local && { credentials: async () => local.credentials }),
        });
  return {
    ports: {
      connections: new DynamoConnectionRepository(at),
      heads: new DynamoRoomHeadRepository(at),
      messages: new DynamoMessageRepository(at),
      userRooms: new DynamoUserRoomRepository(at),
      userData: new DynamoUserDataRepository(at),
      blocks: new DynamoBlockRepository(at),
      moderation: {
        moderationStates: new DynamoModerationStateRepository(at),
        rules: new DynamoRoomRulesRepository(at),
      },
      gateway,
      logger,
      clock: Date,
      timer: { wait: (milliseconds) => setTimeout(milliseconds) },
    },
    close: () => sdk.destroy(),
  };
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
