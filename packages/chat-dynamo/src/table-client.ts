import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  BatchWriteCommandInput,
  BatchWriteCommandOutput,
  DeleteCommandInput,
  DeleteCommandOutput,
  GetCommandInput,
  GetCommandOutput,
  PutCommandInput,
  PutCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  UpdateCommandInput,
  UpdateCommandOutput,
} from '@aws-sdk/lib-dynamodb';

/** The operations of DynamoDB that the repositories call, by the name that permissions have for them. */
export interface TableOperations {
  BatchGetItem: { input: BatchGetCommandInput; output: BatchGetCommandOutput };
  BatchWriteItem: { input: BatchWriteCommandInput; output: BatchWriteCommandOutput };
  DeleteItem: { input: DeleteCommandInput; output: DeleteCommandOutput };
  GetItem: { input: GetCommandInput; output: GetCommandOutput };
  PutItem: { input: PutCommandInput; output: PutCommandOutput };
  Query: { input: QueryCommandInput; output: QueryCommandOutput };
  UpdateItem: { input: UpdateCommandInput; output: UpdateCommandOutput };
}

/** How a call is made. */
export interface CallOptions {
  /** Ends the tries of the call. */
  readonly abortSignal?: AbortSignal;
}

/** The port through which the repositories call DynamoDB, with plain JavaScript values as attribute values. */
export interface TableClient {
  /**
   * Makes a call, and drops attributes that are `undefined`. Rejects with an error that has the service's name for it
   * and, where there was a response, its status as `$metadata.httpStatusCode`.
   */
  call<Operation extends keyof TableOperations>(
    operation: Operation,
    input: TableOperations[Operation]['input'],
    options?: CallOptions,
  ): Promise<TableOperations[Operation]['output']>;
}
