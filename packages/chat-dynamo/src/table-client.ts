import type {
  DynamoDBDocumentClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/lib-dynamodb';
import type { Command } from '@smithy/types';

/** The client that the repositories call: the SDK's `DynamoDBDocumentClient`, or a `MinimalDocumentClient`. */
export interface TableClient {
  /**
   * Makes a call. Rejects with an error that has the service's name for it and, where there was a response, its status
   * as `$metadata.httpStatusCode`.
   */
  send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: Command<
      ServiceInputTypes,
      Input,
      ServiceOutputTypes,
      Output,
      DynamoDBDocumentClientResolvedConfig
    >,
  ): Promise<Output>;
}
