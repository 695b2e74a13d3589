import type { FunctionSettings } from '../lambda-runtime/function-settings.js';
import type { Role } from '../permissions/statement.js';

/** A route of the WebSocket API and the function behind it. */
export interface DeployedRoute {
  readonly key: string;
  readonly functionName: string;
  /** Whether the function's answer is sent to the client. */
  readonly routeResponse: boolean;
}

/** The function that decides who may connect. */
export interface DeployedAuthorizer {
  readonly functionName: string;
  /** `route.request.header.Auth` and the like; without any, the function sees every handshake. */
  readonly identitySource: readonly string[];
}

/** What DynamoDB's `CreateTable` takes: the template's own words, whatever else they say. */
export interface TableDefinition {
  readonly TableName: string;
  readonly [property: string]: unknown;
}

/** What SQS's `CreateQueue` takes. */
export interface QueueDefinition {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A queue that feeds a function: the event source mapping of AWS. */
export interface DeployedEventSource {
  readonly functionName: string;
  /** Of the queue. */
  readonly arn: string;
  /** Messages of one event at most. */
  readonly batchSize: number;
  /** Events of this source that are worked on at the same time, at most. */
  readonly maximumConcurrency: number;
  /** Whether the function answers with those of a batch that failed; otherwise a batch succeeds or fails as a whole. */
  readonly reportsItemFailures: boolean;
}

/** All of a `serverless.yml` that a local stack needs. */
export interface Deployment {
  readonly service: string;
  readonly stage: string;
  /** What references to the WebSocket API come to; events MUST have it as their `apiId`, or functions refuse them. */
  readonly apiId: string;
  readonly functions: readonly FunctionSettings[];
  /** What each function may do, by its name. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly routes: readonly DeployedRoute[];
  readonly authorizer: DeployedAuthorizer | undefined;
  readonly routeSelectionExpression: string;
  readonly tables: readonly TableDefinition[];
  /** The names of those {@link tables} that are there already, made by something else. */
  readonly adoptedTables: readonly string[];
  /** Dead-letter queues before those that refer to them. */
  readonly queues: readonly QueueDefinition[];
  /** Those that are switched on. */
  readonly eventSources: readonly DeployedEventSource[];
  /** The environment variables that the file asks for. */
  readonly asked: ReadonlySet<string>;
}

/** The tables that the service makes: all but those that are there already. */
export function ownTables({
  tables,
  adoptedTables,
}: Pick<Deployment, 'tables' | 'adoptedTables'>): readonly TableDefinition[] {
  return tables.filter(({ TableName }) => !adoptedTables.includes(TableName));
}
