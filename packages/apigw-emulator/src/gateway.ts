import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Connection } from './connections/connection.js';
import { ConnectionRegistry } from './connections/connection-registry.js';
import { Sessions } from './connections/sessions.js';
import { Deployment } from './deployment.js';
import { EventFactory } from './events/event-factory.js';
import type { GatewaySettings } from './gateway-options.js';
import { Authorization, type Authorizer } from './handshake/authorizer.js';
import { Handshake } from './handshake/handshake.js';
import { Upgrader } from './handshake/upgrader.js';
import { Invoker } from './invocation/invoker.js';
import { ManagementApi } from './management/management-api.js';
import { MessageDispatcher } from './messages/message-dispatcher.js';
import type { Routes } from './routing/routes.js';

/** A running local API. Made by `startGateway`. */
export class Gateway {
  readonly #registry = new ConnectionRegistry();
  readonly #pending = new Set<Duplex>();
  readonly #deployment: Deployment;
  readonly #invoker: Invoker;

  constructor(
    private readonly server: Server,
    private readonly settings: GatewaySettings,
  ) {
    const { routes, authorizer, routeSelectionExpression, clock, limits } = settings;
    const deployment = (this.#deployment = new Deployment(routes, authorizer, routeSelectionExpression));
    const invoker = (this.#invoker = new Invoker(clock));
    const events = new EventFactory(
      { ...settings, domainName: () => settings.domainName ?? this.#address },
      () => clock.now(),
    );
    const parts = { ...settings, deployment, invoker, events, registry: this.#registry };
    const dispatcher = new MessageDispatcher(deployment, events, invoker, limits, settings.logger);
    const sessions = new Sessions({ ...parts, dispatcher });
    const authorization = new Authorization(events, invoker, clock, limits);
    const upgrader = new Upgrader(limits.messageBytes);
    const handshake = new Handshake({ ...parts, sessions, authorization, upgrader });
    const management = new ManagementApi(parts);
    server.on('request', (request, response) => void management.handle(request, response));
    server.on('upgrade', (request, socket, head) => {
      this.#pending.add(socket);
      void handshake.accept(request, socket, head).finally(() => this.#pending.delete(socket));
    });
  }

  /** Where clients connect: `ws://127.0.0.1:PORT/STAGE`. */
  get url(): string {
    return `ws://${this.#address}/${this.settings.stage}`;
  }

  /** The endpoint of the management API: `http://127.0.0.1:PORT/STAGE`, with `/@connections/{id}` below it. */
  get managementUrl(): string {
    return `http://${this.#address}/${this.settings.stage}`;
  }

  /** The connections that are open now. */
  connections(): readonly Connection[] {
    return this.#registry.all().filter(({ closing }) => !closing);
  }

  /**
   * Swaps all integrations, for a development server that reloads: no client is cut, the next event meets the new
   * handlers. The authorizer stays unless one is given; `null` removes it.
   */
  setRoutes(routes: Routes, authorizer?: Authorizer | null): void {
    this.#deployment.replace(
      routes,
      authorizer === null ? undefined : (authorizer ?? this.#deployment.authorizer),
    );
  }

  /**
   * Ends everything: clients get 1001, `$disconnect` runs for each, running invocations may finish; what has not ended
   * after `graceMs` (real time, default 500) is cut. Safe to call twice.
   */
  async close(graceMs = 500): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const connection of this.#registry.all()) connection.close({ code: 1001, reason: 'Going away' });
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([this.#drained(), grace]);
    clearTimeout(timer);
    for (const connection of this.#registry.all()) connection.cut();
    for (const socket of this.#pending) socket.destroy();
    this.server.closeAllConnections();
    await closed;
  }

  async #drained(): Promise<void> {
    await this.#registry.emptied();
    await this.#invoker.settled();
  }

  get #address(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') return this.settings.host;
    return `${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  }
}
