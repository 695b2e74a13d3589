import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dynamodbCalls } from '../permissions/dynamodb-calls.js';
import { isAllowed } from '../permissions/is-allowed.js';
import { sqsCalls } from '../permissions/sqs-calls.js';
import type { AwsCall, Role } from '../permissions/statement.js';
import type { TableDefinition } from '../serverless-file/deployment.js';
import type { InvokeApi } from '../invoke/invoke-api.js';
import { invokeRequest, type InvokeRequest } from '../invoke/invoke-request.js';
import { awsRequest, type AwsRequest } from './aws-request.js';
import { ownerOf } from './credentials.js';
import { Engines, type EngineOf } from './engines.js';
import { guardRequests } from './guard-requests.js';
import { refusal, type Refusal } from './refusal.js';

/** What {@link openServiceEndpoint} works with; read at each request, since a deployment may change it. */
export interface ServiceEndpointOptions {
  readonly engineOf: EngineOf;
  /** The role of a function; `undefined` where there is no such function. */
  readonly role: (functionName: string) => Role | undefined;
  readonly tables: () => readonly TableDefinition[];
  /** Where the functions themselves are called. */
  readonly invokeApi: InvokeApi;
  /** Told of each call that a role does not allow. */
  readonly onDenied: (functionName: string, call: AwsCall) => void;
}

/** All of AWS, as functions see it. */
export interface ServiceEndpoint {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

const FROM_A_PAGE: Refusal = {
  status: 403,
  headers: { 'Content-Type': 'text/plain' },
  body: 'untrusted origin\n',
};

/** Longer than a container sleeps, so that no kept-alive connection dies while its owner is frozen. */
const KEEP_ALIVE = 3_600_000;

/**
 * Opens the one endpoint on loopback that functions have for all services: it knows by the access key which function
 * asks, checks what is asked against the function's role, and hands on to a local engine what it allows.
 *
 * Signatures are not checked: what reaches it is a program of this machine, since web pages are refused.
 */
export async function openServiceEndpoint(options: ServiceEndpointOptions): Promise<ServiceEndpoint> {
  const server = guardRequests(
    createServer((request, response) => {
      void handle(request, response).catch(() => response.destroy());
    }),
  );
  server.keepAliveTimeout = KEEP_ALIVE;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const engines = new Engines(options.engineOf, url);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    // No page has a reason to, not even one of this machine: programs send no origin.
    if (request.headers.origin !== undefined) return answer(response, FROM_A_PAGE);
    const asked = awsRequest(request.headers, body);
    const invocation = asked?.service === 'lambda' ? invokeRequest(request) : undefined;
    const refused = refusalOf(asked, options, invocation);
    if (refused !== undefined) return answer(response, refused);
    if (invocation !== undefined && options.engineOf('lambda', undefined) === undefined) {
      return answer(response, await options.invokeApi.respond(invocation, body));
    }
    const missing = engines.missing(asked);
    if (missing !== undefined) return answer(response, missing);
    await engines.forward(request, asked, body, response);
  }

  return {
    url,
    close: () =>
      new Promise((resolve) => {
        engines.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function refusalOf(
  asked: AwsRequest | undefined,
  options: ServiceEndpointOptions,
  invocation: InvokeRequest | undefined,
): Refusal | undefined {
  if (asked === undefined)
    return refusal(asked, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  const owner = ownerOf(asked.accessKeyId);
  if (owner === null) return undefined;
  const role = owner === undefined ? undefined : options.role(owner);
  if (owner === undefined || role === undefined)
    return refusal(
      asked,
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  const calls =
    invocation === undefined ? callsOf(asked, options.tables()) : [options.invokeApi.callOf(invocation)];
  const denied = calls.find((call) => !isAllowed(role, call));
  if (denied === undefined) return undefined;
  options.onDenied(owner, denied);
  return refusal(asked, 'AccessDeniedException', notAuthorized(owner, denied));
}

/** IAM's own words. */
export function notAuthorized(functionName: string, { action, resource }: AwsCall): string {
  return `User: ${functionName} is not authorized to perform: ${action} on resource: ${resource ?? '*'} because no identity-based policy allows the ${action} action`;
}

/** What a request does. Of services besides DynamoDB and SQS only the action is known, if that. */
function callsOf(
  { service, operation, body }: AwsRequest,
  tables: readonly TableDefinition[],
): readonly AwsCall[] {
  if (operation === undefined) return [];
  if (service === 'dynamodb') return dynamodbCalls(operation, body, tables);
  if (service === 'sqs') return sqsCalls(operation, body);
  return [{ action: `${service}:${operation}`, resource: undefined, context: {} }];
}

function answer(response: ServerResponse, { status, headers, body }: Refusal): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
}
