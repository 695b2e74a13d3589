import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  documentClient,
  DynamoMessageRepository,
  DynamoRoomHeadReader,
  SdkTableClient,
} from '@serverless-ws/chat-dynamo';
import type { PublishResponse } from '@serverless-ws/chat-protocol';
import type { LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';

const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
};

/** A backend with AWS's own SDK, and the logs that it publishes to. */
export class PublishingBackend {
  readonly #lambda: LambdaClient;
  readonly #documents: ReturnType<typeof documentClient>;
  readonly #heads: DynamoRoomHeadReader;
  readonly #messages: DynamoMessageRepository;

  constructor({ invokeUrl, databaseUrl, deployment }: LocalStack) {
    this.#lambda = new LambdaClient({ ...LOCAL, endpoint: invokeUrl, maxAttempts: 1 });
    this.#documents = documentClient({ ...LOCAL, endpoint: databaseUrl });
    const client = new SdkTableClient(this.#documents);
    const table = deployment.tables[0]?.TableName ?? '';
    this.#heads = new DynamoRoomHeadReader({ client, table });
    this.#messages = new DynamoMessageRepository({ client, table, clock: Date });
  }

  /**
   * Invokes the function with an event; rejects where that failed.
   * @param functionName - by its name in the file, unless it is another
   */
  async invoke(event: unknown, FunctionName = 'publish'): Promise<PublishResponse> {
    const call = new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) });
    const { Payload, FunctionError } = await this.#lambda.send(call);
    const text = Buffer.from(Payload ?? []).toString();
    if (FunctionError !== undefined) throw new Error(text);
    return JSON.parse(text);
  }

  /** The texts in the log of a room, in its order. */
  async texts(room: string): Promise<readonly string[]> {
    const texts: string[] = [];
    const head = await this.#heads.find(room);
    for (let from = 1; from <= (head?.seq ?? 0); from += 100) {
      const range = { from, to: from + 99, order: 'ascending', limit: 100 } as const;
      const entries = await this.#messages.read(room, range);
      texts.push(...entries.flatMap((entry) => ('text' in entry ? [entry.text] : [])));
    }
    return texts;
  }

  close(): void {
    this.#lambda.destroy();
    this.#documents.destroy();
  }
}
