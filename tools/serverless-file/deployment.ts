import type { FunctionSettings } from '../lambda-runtime/function-settings.js';

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

/** All of a `serverless.yml` that a local stack needs. */
export interface Deployment {
  readonly stage: string;
  readonly functions: readonly FunctionSettings[];
  readonly routes: readonly DeployedRoute[];
  readonly authorizer: DeployedAuthorizer | undefined;
  readonly routeSelectionExpression: string;
  readonly tables: readonly TableDefinition[];
  /** The environment variables that the file asks for. */
  readonly asked: ReadonlySet<string>;
}
