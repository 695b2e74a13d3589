import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestGuard } from '../access/request-guard.js';
import type { Clock } from '../clock.js';
import { isConnectionId } from '../connections/connection-id.js';
import type { ConnectionRegistry } from '../connections/connection-registry.js';
import type { OpenConnection } from '../connections/open-connection.js';
import type { FaultOutcome, Faults } from '../faults.js';
import type { GatewayLogger } from '../gateway-logger.js';
import type { Limits } from '../limits.js';
import type { AccountThrottle } from '../quotas/account-throttle.js';
import {
  invalidConnectionId,
  notAuthorized,
  responses,
  writeResponse,
  type ManagementResponse,
} from './management-response.js';
import type { Permissions } from './permissions.js';
import { readBody } from './read-body.js';
import { headerValues, parseAuthorization } from './signature.js';
import { verifySignature, type CredentialLookup } from './verify-signature.js';

/** The most that API Gateway reads of a body before it checks the request. */
const maxRequestBytes = 10 * 1024 * 1024;

/** The dependencies of the API. */
export interface ManagementParts {
  readonly guard: RequestGuard;
  readonly stage: string;
  readonly region: string;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly throttle: AccountThrottle;
  readonly registry: ConnectionRegistry;
  readonly credentials: CredentialLookup | 'unsigned';
  readonly permissions?: Permissions;
  readonly accountId: string;
  readonly apiId: string;
  readonly logger: GatewayLogger;
}

/**
 * POST, GET and DELETE on `@connections`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export class ManagementApi {
  readonly #parts: ManagementParts;

  constructor(parts: ManagementParts) {
    this.#parts = parts;
  }

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => response.destroy());
    const refused = this.#parts.guard.refusal(request);
    if (refused) {
      request.resume();
      const refusal = refused.status === 400 ? responses.badRequest : responses.forbidden;
      const body = { message: refused.reason };
      return writeResponse(response, this.#logged(request, { ...refusal, body }));
    }
    const body = await readBody(request, maxRequestBytes);
    if (body === 'brokenOff') return void request.socket.destroy();
    const fault = await this.#fault(request);
    if (fault === 'drop') return;
    if (fault === 'cut') return void request.socket.destroy();
    writeResponse(response, this.#logged(request, fault ?? this.#responseOrFailure(request, body)));
  }

  #logged({ method }: IncomingMessage, response: ManagementResponse): ManagementResponse {
    this.#parts.logger({ event: '@connections', method, status: response.status });
    return response;
  }

  /** The credentials are looked up by the user's code, which may throw. */
  #responseOrFailure(request: IncomingMessage, body: Buffer | 'tooLarge'): ManagementResponse {
    try {
      return body === 'tooLarge' ? responses.tooLarge : this.#responseTo(request, body);
    } catch (error) {
      this.#parts.logger({ event: '@connections failed', error });
      return responses.failed;
    }
  }

  #fault(request: IncomingMessage): Promise<FaultOutcome | undefined> {
    const connectionId = connectionIn(request.url ?? '', this.#parts.stage) ?? '';
    return this.#parts.faults.met({ kind: 'management', method: request.method ?? '', connectionId });
  }

  #responseTo(request: IncomingMessage, body: Buffer): ManagementResponse {
    const { stage, region, clock, registry, credentials } = this.#parts;
    const url = request.url ?? '';
    const method = request.method ?? '';
    const target = connectionIn(url, stage);
    if (target === undefined || !['POST', 'GET', 'DELETE'].includes(method)) return responses.forbidden;
    if (credentials !== 'unsigned') {
      const signed = { method, url, rawHeaders: request.rawHeaders, body };
      const fault = verifySignature(signed, credentials, region, clock.now());
      if (fault) return { status: 403, errorType: fault.errorType, body: { message: fault.message } };
      const resource = this.#denied(request, method, target);
      if (resource !== undefined) return notAuthorized(resource);
    }
    if (!this.#parts.throttle.admitsRequest()) return responses.throttled;
    if (!isConnectionId(target)) return invalidConnectionId(target);
    const connection = registry.get(target);
    if (method === 'POST') return this.#post(connection, body);
    if (!connection) return responses.gone;
    return method === 'GET' ? describe(connection) : remove(connection);
  }

  /** The ARN of a call that is not allowed. */
  #denied({ rawHeaders }: IncomingMessage, method: string, connectionId: string): string | undefined {
    const { permissions, region, accountId, apiId, stage } = this.#parts;
    if (permissions === undefined) return undefined;
    const header = headerValues(rawHeaders, 'authorization')?.[0] ?? '';
    const accessKeyId = parseAuthorization(header)?.accessKeyId ?? '';
    const path = `${stage}/${method}/@connections/${connectionId}`;
    const resource = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${path}`;
    return permissions({ accessKeyId, resource }) ? undefined : resource;
  }

  #post(connection: OpenConnection | undefined, body: Buffer): ManagementResponse {
    const { limits } = this.#parts;
    if (body.length > limits.messageBytes) return responses.tooLarge;
    if (!connection) return responses.gone;
    if (connection.bufferedBytes > limits.clientBufferBytes) return responses.throttled;
    connection.send(body.toString());
    return responses.posted;
  }
}

/** The id in `/{stage}/@connections/{id}`, decoded; `undefined` for any other path. */
function connectionIn(url: string, stage: string): string | undefined {
  const [empty, first, second, id, ...rest] = (url.split('?', 1)[0] ?? '').split('/');
  if (empty !== '' || first !== stage || rest.length > 0 || id === undefined || id === '') return undefined;
  try {
    return decodeURIComponent(second ?? '') === '@connections' ? decodeURIComponent(id) : undefined;
  } catch {
    return undefined;
  }
}

function describe(connection: OpenConnection): ManagementResponse {
  const connectedAt = new Date(connection.connectedAt).toISOString();
  const lastActiveAt = new Date(connection.lastActiveAt).toISOString();
  return { status: 200, body: { connectedAt, identity: connection.identity, lastActiveAt } };
}

/** `@connections` cannot choose the code. */
function remove(connection: OpenConnection): ManagementResponse {
  connection.close({ code: 1000, reason: '' });
  return responses.deleted;
}
