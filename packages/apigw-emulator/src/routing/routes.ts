import type { GatewayEvent } from '../events/gateway-event.js';
import type { AsyncPolicy } from '../invocation/async-queue.js';
import type { InvocationContext } from '../invocation/invocation-context.js';

/** One route's integration: a Lambda function. */
export interface Route {
  /**
   * The handler. Its event and its response pass through JSON, as on AWS. Declared as a method, so that a handler may
   * declare just the event of its own route.
   */
  invoke(event: GatewayEvent, context: InvocationContext): unknown;
  /** Whether the `body` of the response is sent to the client; not for `$connect` and `$disconnect`. Default: false. */
  readonly routeResponse?: boolean;
  /** Milliseconds, at most (and by default) the 29 s of AWS; for `Event`, Lambda's 15 minutes at most. */
  readonly timeoutMs?: number;
  /** `Event`: accepted at once, run with Lambda's retries, the response discarded. Default: `RequestResponse`. */
  readonly invocationType?: 'RequestResponse' | 'Event';
  /** For `Event`. */
  readonly asynchronous?: AsyncPolicy;
}

/** Route keys to integrations. `$connect`, `$disconnect` and `$default` are all optional, as on AWS. */
export type Routes = Readonly<Record<string, Route>>;

/** The routes of one deployment, looked up safely for keys like `__proto__`. */
export class RouteTable {
  readonly #routes: ReadonlyMap<string, Route>;

  constructor(routes: Routes) {
    this.#routes = new Map(Object.entries(routes));
  }

  get(routeKey: '$connect' | '$disconnect'): Route | undefined {
    return this.#routes.get(routeKey);
  }

  /** The route of a message: its own, else `$default`, else none. A message cannot select the predefined keys. */
  match(selected: string | undefined): { readonly key: string; readonly route: Route } | undefined {
    const own = selected === undefined || selected.startsWith('$') ? undefined : this.#routes.get(selected);
    if (own && selected !== undefined) return { key: selected, route: own };
    const fallback = this.#routes.get('$default');
    return fallback && { key: '$default', route: fallback };
  }
}
