import type { WebSocket } from 'ws';
import type { Clock } from '../clock.js';
import type { Deployment } from '../deployment.js';
import type { EventFactory } from '../events/event-factory.js';
import type { Faults } from '../faults.js';
import type { GatewayLogger } from '../gateway-logger.js';
import type { RouteInvoker } from '../invocation/route-invoker.js';
import type { Limits } from '../limits.js';
import type { MessageDispatcher } from '../messages/message-dispatcher.js';
import { closeReason } from './close-reason.js';
import type { ConnectionRegistry } from './connection-registry.js';
import type { Connection } from './connection.js';
import { watchLifetime } from './lifetime.js';
import { OpenConnection } from './open-connection.js';
import { closingFor } from './protocol-error.js';

/** The dependencies of a session. */
export interface SessionParts {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly deployment: Deployment;
  readonly events: EventFactory;
  readonly faults: Faults;
  readonly routes: RouteInvoker;
  readonly registry: ConnectionRegistry;
  readonly dispatcher: MessageDispatcher;
  readonly logger: GatewayLogger;
}

/** The life of a connection after its handshake: messages in, limits kept, `$disconnect` at the end. */
export class Sessions {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Starts a session on an upgraded socket. Must be called in the tick of the upgrade, before the first byte is read. */
  open(connection: Connection, webSocket: WebSocket): void {
    const { clock, limits, registry } = this.#parts;
    const open = new OpenConnection(connection, webSocket, this.#parts);
    registry.add(open);
    const stopWatch = watchLifetime(open, clock, limits);
    webSocket.on('message', (data, isBinary) => this.#receive(open, data, isBinary));
    // `ws` has started to close by itself; this only records it, so that later posts fail.
    webSocket.on('error', (error) => open.noteClosing(closingFor(error)));
    webSocket.on('close', (code, reason) => {
      stopWatch();
      registry.remove(open);
      const { code: status, reason: words } = open.closing ?? { code, reason: reason.toString() };
      this.end(connection, status, words);
    });
  }

  /**
   * Invokes `$disconnect`, best effort: its response is ignored and an error changes nothing.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
   */
  end(connection: Connection, code: number, reason: string): void {
    const { deployment, events, routes, logger } = this.#parts;
    const route = deployment.route('$disconnect');
    logger({ event: 'disconnected', connectionId: connection.id, code });
    if (route) void routes.invoke(route, events.disconnect(connection, code, closeReason(code, reason)));
  }

  #receive(connection: OpenConnection, data: WebSocket.RawData, isBinary: boolean): void {
    if (connection.closing) return;
    connection.touch();
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html
    if (isBinary) return connection.close({ code: 1003, reason: 'Unsupported data' });
    const text = data.toString();
    this.#parts.faults.meet({ kind: 'receive', connectionId: connection.id, text }, (outcome) => {
      if (outcome === undefined) void this.#parts.dispatcher.dispatch(connection, text);
      else if (outcome !== 'drop') connection.cut();
    });
  }
}
