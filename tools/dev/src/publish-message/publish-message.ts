import { InvokeCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import {
  isPublishError,
  type Publication,
  type PublishResponse,
  type PublishResult,
} from '@serverless-ws/chat-protocol';
import { CommandError, messageOf } from '@serverless-ws/command-line/command.js';

/** The key under which everything is allowed on this machine. */
const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
  maxAttempts: 1,
};

/** Where a function is. */
export interface FunctionPlace {
  readonly functionName: string;
  /** Of an `npm start`; AWS when absent. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * Publishes a message by the function of a chat.
 * @throws CommandError with one line where the message was not published
 */
export async function publishMessage(message: Publication, place: FunctionPlace): Promise<PublishResult> {
  const { functionName: FunctionName, endpoint, region } = place;
  const remote: LambdaClientConfig = region === undefined ? {} : { region };
  const client = new LambdaClient(endpoint === undefined ? remote : { ...LOCAL, endpoint });
  const Payload = JSON.stringify({ messages: [message] });
  try {
    const { Payload: answer, FunctionError } = await client.send(
      new InvokeCommand({ FunctionName, Payload }),
    );
    const text = Buffer.from(answer ?? []).toString();
    if (FunctionError !== undefined) throw new CommandError(`the function failed: ${text}`, 1);
    return resultIn(JSON.parse(text));
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(messageOf(error), 1);
  } finally {
    client.destroy();
  }
}

function resultIn(response: PublishResponse): PublishResult {
  const result = 'results' in response ? response.results[0] : response;
  if (result === undefined) throw new CommandError('the function responded with nothing', 1);
  if (!isPublishError(result)) return result;
  throw new CommandError(`${result.error.code}: ${result.error.message}`, 1);
}
