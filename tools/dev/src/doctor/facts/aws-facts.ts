import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client, GetStageCommand } from '@aws-sdk/client-apigatewayv2';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { StackPlace } from '../doctor-options.js';
import { eventsFacts } from './events-facts.js';
import type { Facts, QueueFacts, Quotas, Variables } from './facts.js';
import { readQueue } from './read-queue.js';
import { readTable } from './read-table.js';
import { physicalId, readStack, type Stack } from './stack.js';
import { concurrencyOf, environmentOf, feedOf, type Feed } from './workers.js';

/** The queues of the template, and the functions that they feed. */
const WORKERS = { BroadcastQueue: 'Broadcast', BusyQueue: 'BroadcastBusy', EventsQueue: 'Events' } as const;

/** A worker: what feeds it, and its environment. */
type Workers = ReadonlyMap<string, { readonly feed: Feed; readonly variables: Variables }>;

/**
 * Reads what a deployed stack consists of; changes nothing.
 * @throws CommandError where there is no such stack; what AWS says where something may not be read
 */
export async function awsFacts({ stack: name, stage, region }: StackPlace): Promise<Facts> {
  const place = { ...(region && { region }) };
  const stack = await readStack(name, region);
  const [dynamo, sqs, lambda] = [new DynamoDBClient(place), new SQSClient(place), new LambdaClient(place)];
  const nameOf = (one: string) => physicalId(stack, `${one}LambdaFunction`);
  try {
    const [authorizer, sendMessage] = await Promise.all([
      environmentOf(lambda, nameOf('Authorizer')),
      environmentOf(lambda, nameOf('SendMessage')),
    ]);
    const workers: Workers = new Map(
      await Promise.all(
        Object.entries(WORKERS).map(async ([queue, worker]) => {
          const feed = await feedOf(lambda, nameOf(worker));
          return [queue, { feed, variables: await environmentOf(lambda, nameOf(worker)) }] as const;
        }),
      ),
    );
    return {
      url: stack.outputs.get('ServiceEndpointWebsocket') ?? '',
      callbackUrl: sendMessage['CHAT_CALLBACK_URL'] ?? '',
      signing: { region: await dynamo.config.region() },
      functions: { authorizer, sendMessage },
      table: await readTable(dynamo, sendMessage['CHAT_TABLE'] ?? ''),
      queues: await queuesOf(sqs, stack, workers),
      events: await eventsFacts(stack, {
        isOn: Boolean(sendMessage['CHAT_EVENTS_QUEUE_URL']),
        to: workers.get('EventsQueue')?.variables['CHAT_EVENTS_TO'] ?? '',
      }),
      quotas: { ...(await requestsOf(place, stack, stage, workers)), ...(await concurrencyOf(lambda)) },
    };
  } finally {
    for (const client of [dynamo, sqs, lambda]) client.destroy();
  }
}

async function queuesOf(sqs: SQSClient, stack: Stack, workers: Workers): Promise<readonly QueueFacts[]> {
  const names = [...Object.keys(WORKERS), 'PublishQueue', 'BroadcastDeadLetters', 'PublishDeadLetters'];
  const read = names.map((name) => readQueue(sqs, name, physicalId(stack, name)));
  return (await Promise.all(read)).map((queue) => ({
    ...queue,
    isRead: workers.get(queue.name)?.feed.isOn ?? null,
  }));
}

/** Frames as the stage throttles them, and posts as fast as all workers may send them. */
async function requestsOf(
  place: { readonly region?: string },
  stack: Stack,
  StageName: string,
  workers: Workers,
): Promise<Pick<Quotas, 'requestsPerSecond' | 'taken'>> {
  const [account, api] = [new APIGatewayClient(place), new ApiGatewayV2Client(place)];
  try {
    const { throttleSettings } = await account.send(new GetAccountCommand({}));
    const ApiId = physicalId(stack, 'WebsocketsApi');
    const { DefaultRouteSettings } = await api.send(new GetStageCommand({ ApiId, StageName }));
    const posts = [...workers.values()].map(({ feed, variables }) =>
      feed.isOn ? feed.most * Number(variables['CHAT_POSTS_PER_SECOND'] ?? 0) : 0,
    );
    const frames = DefaultRouteSettings?.ThrottlingRateLimit ?? 0;
    return {
      requestsPerSecond: throttleSettings?.rateLimit ?? 0,
      taken: posts.reduce((sum, one) => sum + one, frames),
    };
  } finally {
    account.destroy();
    api.destroy();
  }
}
