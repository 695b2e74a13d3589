import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { Issuer } from './issuer.js';
import { parseOidcSettings } from './oidc-settings.js';

/** Seconds for each request to the issuer: the client gives a whole attempt to connect a minute. */
const TIMEOUT_SECONDS = 10;

/**
 * Signing in with an issuer, for this tab alone. Imported when it is needed: the library is 17 KB, compressed.
 *
 * @param oidc - of `config.json`
 * @throws Error with one line for the user, or for the reader of `config.json`
 */
export function openIssuer(oidc: unknown): Issuer {
  const settings = parseOidcSettings(oidc);
  const { issuer, clientId, scope, resource, audience } = settings;
  const store = storage();
  const home = new URL('./', location.href).href;
  const manager = new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: home,
    post_logout_redirect_uri: home,
    scope,
    ...(resource !== undefined && { resource }),
    ...(audience !== undefined && { extraQueryParams: { audience } }),
    userStore: new WebStorageStateStore({ store }),
    stateStore: new WebStorageStateStore({ store }),
    // The client asks for a token when it needs one; a timer of the library would renew without need.
    automaticSilentRenew: false,
    requestTimeoutInSeconds: TIMEOUT_SECONDS,
  });
  const page = {
    get href() {
      return location.href;
    },
    replace: (href: string) => history.replaceState(null, '', href),
  };
  return new Issuer(manager, { ...settings, page });
}

function storage(): Storage {
  try {
    return sessionStorage;
  } catch {
    throw new Error('Signing in needs storage in this browser. Allow it for this page, and reload.');
  }
}
