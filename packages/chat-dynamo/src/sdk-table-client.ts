import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { TableClient, TableOperations } from './table-client.js';

/** How the SDK makes each call. */
const CALLS: {
  readonly [Operation in keyof TableOperations]: (
    client: DynamoDBDocumentClient,
    input: TableOperations[Operation]['input'],
  ) => Promise<TableOperations[Operation]['output']>;
} = {
  BatchGetItem: (client, input) => client.send(new BatchGetCommand(input)),
  BatchWriteItem: (client, input) => client.send(new BatchWriteCommand(input)),
  DeleteItem: (client, input) => client.send(new DeleteCommand(input)),
  GetItem: (client, input) => client.send(new GetCommand(input)),
  PutItem: (client, input) => client.send(new PutCommand(input)),
  Query: (client, input) => client.send(new QueryCommand(input)),
  UpdateItem: (client, input) => client.send(new UpdateCommand(input)),
};

/**
 * Calls DynamoDB with a document client of the SDK, from `documentClient()` or a team's own. It has to drop attributes
 * that are `undefined` (`marshallOptions.removeUndefinedValues`), and needs timeouts.
 *
 * @example
 * const table = { client: new SdkTableClient(documentClient()), table: 'chat' };
 */
export class SdkTableClient implements TableClient {
  readonly #client: DynamoDBDocumentClient;

  constructor(client: DynamoDBDocumentClient) {
    this.#client = client;
  }

  call<Operation extends keyof TableOperations>(
    operation: Operation,
    input: TableOperations[Operation]['input'],
  ): Promise<TableOperations[Operation]['output']> {
    return CALLS[operation](this.#client, input);
  }
}
