import type { LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetAccountSettingsCommand,
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import type { Variables } from './facts.js';

/** What feeds a worker from its queue. */
export interface Feed {
  readonly isOn: boolean;
  /** Calls at the same time, at most. */
  readonly most: number;
}

/** The environment of a function. */
export async function environmentOf(client: LambdaClient, FunctionName: string): Promise<Variables> {
  const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  return Environment?.Variables ?? {};
}

/** How a function is fed from its queue. */
export async function feedOf(client: LambdaClient, FunctionName: string): Promise<Feed> {
  const { EventSourceMappings = [] } = await client.send(
    new ListEventSourceMappingsCommand({ FunctionName }),
  );
  const [mapping] = EventSourceMappings;
  return { isOn: mapping?.State === 'Enabled', most: mapping?.ScalingConfig?.MaximumConcurrency ?? 0 };
}

/** How many functions of the account may run at the same time, and how many of these none has reserved. */
export async function concurrencyOf(
  client: LambdaClient,
): Promise<{ readonly concurrency: number; readonly unreserved: number }> {
  const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
  return {
    concurrency: AccountLimit?.ConcurrentExecutions ?? 0,
    unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
  };
}
