import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { RequestGuard } from './access/request-guard.js';
import type { Connection } from './connections/connection.js';
import { ConnectionRegistry } from './connections/connection-registry.js';
import { Sessions } from './connections/sessions.js';
import { Deployment } from './deployment.js';
import { EventFactory } from './events/event-factory.js';
import { Faults } from './faults.js';
import type { GatewaySettings } from './gateway-options.js';
import { Authorization, type Authorizer } from './handshake/authorizer.js';
import { Handshake } from './handshake/handshake.js';
import { rejections, reject } from './handshake/rejection.js';
import { Unanswered } from './handshake/unanswered.js';
import { Upgrader } from './handshake/upgrader.js';
import { AsyncQueue } from './invocation/async-queue.js';
import { Invoker } from './invocation/invoker.js';
import { RouteInvoker } from './invocation/route-invoker.js';
import { ManagementApi } from './management/management-api.js';
import { MessageDispatcher } from './messages/message-dispatcher.js';
import { AccountThrottle } from './quotas/account-throttle.js';
import type { Routes } from './routing/routes.js';

/** A running local API. Created by `startGateway`. */
export class Gateway {
  readonly #registry = new ConnectionRegistry();
  /** Of every handshake, rejected or not; Node's server does not close upgraded sockets. */
  readonly #sockets = new Set<Duplex>();
  readonly #unanswered = new Unanswered();
  readonly #deployment: Deployment;
  readonly #invoker: Invoker;
  readonly #queue: AsyncQueue;
  /** Host and port; kept, because `$disconnect` events still need it when the server has stopped listening. */
  #address = '';

  readonly #server: Server;
  readonly #settings: GatewaySettings;

  constructor(server: Server, settings: GatewaySettings) {
    this.#server = server;
    this.#settings = settings;

    const { clock, limits, logger } = settings;
    const now = (): number => clock.now();
    const domainName = (): string => settings.domainName ?? this.#address;
    const { routes, authorizer, routeSelectionExpression } = settings;
    const deployment = (this.#deployment = new Deployment(routes, authorizer, routeSelectionExpression));
    const faults = new Faults(settings.faults, clock);
    const throttle = new AccountThrottle(settings.quotas, now);
    const events = new EventFactory({ ...settings, domainName }, now);
    const invoker = (this.#invoker = new Invoker(clock, faults));
    const queue = (this.#queue = new AsyncQueue(invoker, clock));
    const routeInvoker = new RouteInvoker(invoker, queue, limits, logger);
    const dispatcher = new MessageDispatcher(deployment, events, routeInvoker, throttle);
    const registry = this.#registry;
    const parts = {
      ...settings,
      guard: new RequestGuard(settings),
      deployment,
      events,
      faults,
      throttle,
      routes: routeInvoker,
      registry,
      dispatcher,
    };
    const sessions = new Sessions(parts);
    const authorization = new Authorization(events, invoker, clock, limits, logger);
    const upgrader = new Upgrader(limits);
    const handshake = new Handshake({ ...parts, sessions, authorization, upgrader });
    const management = new ManagementApi(parts);
    server.once('listening', () => (this.#address = hostAndPort(server)));
    server.on('request', (request, response) => {
      this.#unanswered.add(request, response);
      void management.handle(request, response);
    });
    server.on('connect', (_, socket) => {
      socket.on('error', () => socket.destroy());
      reject(socket, rejections.forbidden);
    });
    server.on('upgrade', (request, socket, head) => {
      if (this.#unanswered.has(socket)) return void socket.destroy();
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      void handshake.accept(request, socket, head);
    });
  }

  /** Where clients connect: `ws://127.0.0.1:PORT/STAGE`. */
  get url(): string {
    return `ws://${this.#address}/${this.#settings.stage}`;
  }

  /** The endpoint of the management API: `http://127.0.0.1:PORT/STAGE`, with `/@connections/{id}` below it. */
  get managementUrl(): string {
    return `http://${this.#address}/${this.#settings.stage}`;
  }

  /** The open connections. */
  connections(): readonly Connection[] {
    return this.#registry.all().filter(({ isOpen }) => isOpen);
  }

  /**
   * Replaces all integrations, for a development server that reloads: no client is disconnected, the next event uses
   * the new handlers. The authorizer stays unless one is given; `null` removes it.
   */
  setRoutes(routes: Routes, authorizer?: Authorizer | null): void {
    this.#deployment.replace(
      routes,
      authorizer === null ? undefined : (authorizer ?? this.#deployment.authorizer),
    );
  }

  /**
   * Stops the gateway: clients get 1001, `$disconnect` runs for each, running invocations may finish; what has not
   * ended after `graceMs` (real time, default 500) is cut. Safe to call twice.
   */
  async close(graceMs = 500): Promise<void> {
    if (!this.#server.listening) return;
    this.#queue.close();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const connection of this.#registry.all()) connection.close({ code: 1001, reason: 'Going away' });
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([this.#drained(), grace]);
    clearTimeout(timer);
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    await closed;
  }

  async #drained(): Promise<void> {
    await this.#registry.emptied();
    await this.#invoker.settled();
  }
}

function hostAndPort(server: Server): string {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') return '';
  return `${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
}
