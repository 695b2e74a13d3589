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
import type { CallOptions, TableClient, TableOperations } from './table-client.js';

/** How the SDK makes each call. */
const CALLS: {
  readonly [Operation in keyof TableOperations]: (
    client: DynamoDBDocumentClient,
    input: TableOperations[Operation]['input'],
    options?: CallOptions,
  ) => Promise<TableOperations[Operation]['output']>;
} = {
  BatchGetItem: (client, input, options) => client.send(new BatchGetCommand(input), options),
  BatchWriteItem: (client, input, options) => client.send(new BatchWriteCommand(input), options),
  DeleteItem: (client, input, options) => client.send(new DeleteCommand(input), options),
  GetItem: (client, input, options) => client.send(new GetCommand(input), options),
  PutItem: (client, input, options) => client.send(new PutCommand(input), options),
  Query: (client, input, options) => client.send(new QueryCommand(input), options),
  UpdateItem: (client, input, options) => client.send(new UpdateCommand(input), options),
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
    options?: CallOptions,
  ): Promise<TableOperations[Operation]['output']> {
    return CALLS[operation](this.#client, input, options);
  }
}
