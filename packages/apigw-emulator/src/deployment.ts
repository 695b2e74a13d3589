import type { Authorizer } from './handshake/authorizer.js';
import { checkIdentitySource } from './handshake/identity-source.js';
import { compileSelection, type RouteSelector } from './routing/selection-expression.js';
import { RouteTable, type Route, type Routes } from './routing/routes.js';

/** The current deployment. Replacing it affects no connection: the next event uses the new integrations. */
export class Deployment {
  readonly #select: RouteSelector;
  #routes: RouteTable;
  #authorizer: Authorizer | undefined;

  /** @throws TypeError where the expression or an identity source is malformed */
  constructor(routes: Routes, authorizer: Authorizer | undefined, routeSelectionExpression: string) {
    this.#select = compileSelection(routeSelectionExpression);
    this.#routes = new RouteTable(routes);
    this.#authorizer = checked(authorizer);
  }

  get authorizer(): Authorizer | undefined {
    return this.#authorizer;
  }

  /** The integration of a predefined route. */
  route(routeKey: '$connect' | '$disconnect'): Route | undefined {
    return this.#routes.get(routeKey);
  }

  /** The integration of a client's message. */
  match(message: string): { readonly key: string; readonly route: Route } | undefined {
    return this.#routes.match(this.#select(message));
  }

  /** Replaces all routes and the authorizer. */
  replace(routes: Routes, authorizer: Authorizer | undefined): void {
    this.#authorizer = checked(authorizer);
    this.#routes = new RouteTable(routes);
  }
}

function checked(authorizer: Authorizer | undefined): Authorizer | undefined {
  for (const source of authorizer?.identitySource ?? []) checkIdentitySource(source);
  return authorizer;
}
