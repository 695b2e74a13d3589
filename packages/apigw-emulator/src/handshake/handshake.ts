import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RequestGuard } from '../access/request-guard.js';
import type { Clock } from '../clock.js';
import type { Connection } from '../connections/connection.js';
import type { Sessions } from '../connections/sessions.js';
import type { Deployment } from '../deployment.js';
import type { EventFactory, HandshakeMaps } from '../events/event-factory.js';
import type { Faults } from '../faults.js';
import type { GatewayLogger } from '../gateway-logger.js';
import type { RouteInvoker } from '../invocation/route-invoker.js';
import type { Limits } from '../limits.js';
import type { AccountThrottle } from '../quotas/account-throttle.js';
import type { Authorization } from './authorizer.js';
import { checkUpgrade, isProtocol } from './check-upgrade.js';
import { handshakeMaps, introduce, sourceIp } from './handshake-request.js';
import { rejections, reject, type Rejection } from './rejection.js';
import type { Upgrader } from './upgrader.js';

/** The dependencies of a handshake. */
export interface HandshakeParts {
  readonly guard: RequestGuard;
  readonly stage: string;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly deployment: Deployment;
  readonly events: EventFactory;
  readonly faults: Faults;
  readonly routes: RouteInvoker;
  readonly throttle: AccountThrottle;
  readonly authorization: Authorization;
  readonly upgrader: Upgrader;
  readonly sessions: Sessions;
  readonly logger: GatewayLogger;
}

/**
 * Upgrade request → checks → authorizer → `$connect` → connection; the request is pending until `$connect` returns.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export class Handshake {
  readonly #parts: HandshakeParts;

  constructor(parts: HandshakeParts) {
    this.#parts = parts;
  }

  /** Never rejects; ends in a session or in an HTTP response on the socket. */
  async accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // A client may reset its socket while it waits; `ws` listens only once it has been upgraded.
    socket.on('error', () => socket.destroy());
    const fault = await this.#parts.faults.met({ kind: 'handshake', sourceIp: sourceIp(request) });
    if (fault === 'drop') return;
    if (fault === 'cut') return void socket.destroy();
    const rejection = fault ?? this.#check(request) ?? (await this.#connect(request, socket, head));
    if (!rejection) return;
    this.#parts.logger({ event: 'handshake rejected', status: rejection.status });
    reject(socket, rejection);
  }

  #check(request: IncomingMessage): Rejection | undefined {
    const { guard, stage, limits, throttle } = this.#parts;
    const refused = guard.refusal(request, 'local');
    if (refused) {
      const rejection = refused.status === 400 ? rejections.badRequest : rejections.forbidden;
      return { ...rejection, body: { message: refused.reason } };
    }
    const rejection = checkUpgrade(request, stage, limits.urlLength);
    return rejection ?? (throttle.admitsConnection() ? undefined : rejections.tooManyRequests);
  }

  async #connect(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<Rejection | undefined> {
    const { clock, sessions, upgrader, logger } = this.#parts;
    const now = clock.now();
    const maps = handshakeMaps(request, now);
    const authorized = await this.#authorize(introduce(request, now), maps);
    if ('rejection' in authorized) return authorized.rejection;
    const { connection } = authorized;
    const connected = await this.#invokeConnect(connection, maps);
    if ('rejection' in connected) return connected.rejection;
    const webSocket = upgrader.upgrade(request, socket, head, connected.protocol);
    logger({ event: 'connected', connectionId: connection.id });
    // `$connect` has succeeded, so to the handlers a client that left meanwhile was connected.
    if (webSocket) sessions.open(connection, webSocket);
    else sessions.end(connection, 1006, '');
    return undefined;
  }

  async #authorize(
    connection: Connection,
    maps: HandshakeMaps,
  ): Promise<{ readonly connection: Connection } | { readonly rejection: Rejection }> {
    const { authorizer } = this.#parts.deployment;
    if (!authorizer) return { connection };
    const decision = await this.#parts.authorization.decide(authorizer, connection, maps);
    return 'rejection' in decision
      ? decision
      : { connection: { ...connection, authorizer: decision.context } };
  }

  async #invokeConnect(
    connection: Connection,
    maps: HandshakeMaps,
  ): Promise<{ readonly protocol?: string } | { readonly rejection: Rejection }> {
    const { deployment, events, routes } = this.#parts;
    const route = deployment.route('$connect');
    if (!route) return {};
    const result = await routes.invoke(route, events.connect(connection, maps));
    if (result.outcome === 'accepted') return {};
    if (result.outcome === 'timedOut') return { rejection: rejections.gatewayTimeout };
    if (result.outcome === 'failed') return { rejection: rejections.badGateway };
    const { response } = result;
    const protocol = response.headers.get('sec-websocket-protocol');
    if (protocol !== undefined && !isProtocol(protocol)) return { rejection: rejections.badGateway };
    if (response.statusCode >= 300) return { rejection: { status: response.statusCode } };
    return protocol === undefined ? {} : { protocol };
  }
}
