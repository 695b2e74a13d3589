import type { Gateway } from '../../gateway.js';
import type { GatewayOptions } from '../../gateway-options.js';
import type { GatewayEvent } from '../../events/gateway-event.js';
import { ManualClock } from '../../manual-clock.js';
import type { Route } from '../../routing/routes.js';
import { startGateway } from '../../start-gateway.js';
import { connect, type TestClient } from './client.js';
import { ok } from './test-routes.js';
import { signedHeaders, testKey, type Signing } from './sign.js';

type EventType = GatewayEvent['requestContext']['eventType'];
/** `undefined` in `routes` removes one of the three default routes. */
export interface Options extends Partial<Omit<GatewayOptions, 'clock' | 'routes'>> {
  readonly routes?: Readonly<Record<string, Route | undefined>>;
}

/** A gateway on a manual clock, and all events that its routes received. */
export class TestApi {
  readonly events: GatewayEvent[] = [];
  #waiting: { readonly type: EventType; readonly resolve: (event: GatewayEvent) => void }[] = [];

  readonly #started: { gateway?: Gateway };

  private constructor(
    readonly clock: ManualClock,
    started: { gateway?: Gateway },
  ) {
    this.#started = started;
  }

  /** Starts with `$connect`, `$disconnect` and `$default` routes that record events, beside those given. */
  static async start(options: Options = {}): Promise<TestApi> {
    const api = new TestApi(new ManualClock(), {});
    const routes = { $connect: ok, $disconnect: ok, $default: ok, ...options.routes };
    const recording = Object.entries(routes).flatMap(([key, route]) =>
      route ? [[key, api.#recorded(route)] as const] : [],
    );
    api.#started.gateway = await startGateway({
      credentials: (accessKeyId) =>
        accessKeyId === testKey.accessKeyId ? testKey.secretAccessKey : undefined,
      ...options,
      clock: api.clock,
      routes: Object.fromEntries(recording),
    });
    return api;
  }

  get gateway(): Gateway {
    if (!this.#started.gateway) throw new Error('not started');
    return this.#started.gateway;
  }

  /** Resolves to the first event of a type. */
  event(type: EventType): Promise<GatewayEvent> {
    const [seen] = this.eventsOf(type);
    if (seen) return Promise.resolve(seen);
    return new Promise((resolve) => this.#waiting.push({ type, resolve }));
  }

  /** All events of a type so far. */
  eventsOf(type: EventType): GatewayEvent[] {
    return this.events.filter(({ requestContext }) => requestContext.eventType === type);
  }

  /** Connects a client and returns it with its id. */
  async connected(): Promise<{ readonly client: TestClient; readonly id: string }> {
    const before = new Set(this.gateway.connections().map(({ id }) => id));
    const client = await connect(this.gateway.url);
    const added = this.gateway.connections().find(({ id }) => !before.has(id));
    return { client, id: added?.id ?? '' };
  }

  /** A signed call to `@connections`; `signing` changes the signed parts, not the request that is sent. */
  call(method: string, id: string, body?: string, signing: Partial<Signing> = {}): Promise<Response> {
    const url = `${this.gateway.managementUrl}/%40connections/${encodeURIComponent(id)}`;
    const signed = {
      method,
      url,
      now: this.clock.now(),
      ...(body === undefined ? {} : { body }),
      ...signing,
    };
    return fetch(url, { method, headers: signedHeaders(signed), ...(body === undefined ? {} : { body }) });
  }

  #recorded(route: Route): Route {
    const invoke: Route['invoke'] = (event, context) => {
      this.events.push(event);
      const at = this.#waiting.findIndex(({ type }) => type === event.requestContext.eventType);
      if (at >= 0) this.#waiting.splice(at, 1)[0]?.resolve(event);
      return route.invoke(event, context);
    };
    return { ...route, invoke };
  }
}
