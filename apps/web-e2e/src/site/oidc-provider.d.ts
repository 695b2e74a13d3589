declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  /** Consent of a user, for a client. */
  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  /** A request under way. */
  export interface RequestContext {
    readonly oidc: {
      readonly session: { readonly accountId: string };
      readonly client: { readonly clientId: string };
      readonly params: { readonly grant_type: string };
      readonly provider: {
        readonly Grant: new (of: { readonly accountId: string; readonly clientId: string }) => Grant;
      };
    };
  }

  /** What this workspace sets of the provider's configuration. */
  export interface Configuration {
    readonly jwks: { readonly keys: readonly object[] };
    readonly clients: readonly object[];
    readonly clientBasedCORS: () => boolean;
    readonly cookies: { readonly keys: readonly string[] };
    readonly features: Readonly<Record<string, object>>;
    readonly findAccount: (context: RequestContext, id: string) => object | undefined;
    readonly extraTokenClaims: (context: RequestContext, token: { readonly accountId?: string }) => object;
    readonly issueRefreshToken: () => boolean;
    readonly loadExistingGrant: (context: RequestContext) => Promise<Grant>;
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    on(event: 'grant.success', listener: (context: RequestContext) => void): void;
  }
}
