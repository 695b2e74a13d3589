import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { LocalAccess } from './local-access.js';

/** Why a request is not answered: 400 for one that is malformed, 403 for one that comes from elsewhere. */
export interface RefusedRequest {
  readonly status: 400 | 403;
  readonly reason: 'bad target' | 'bad host' | 'untrusted host' | 'untrusted origin';
}

/** What a guard reads of a request. */
export type GuardedRequest = Pick<IncomingMessage, 'url' | 'headers' | 'rawHeaders'>;

/** A host, and perhaps a port, without the name of a user: RFC 9112, section 3.2. */
const HOST = /^(\[[\da-f:.]+\]|[^\s:/?#@[\]\\]+)(?::\d{1,5})?$/i;

/**
 * Decides whether a listener on a developer's machine answers a request. Programs send no `Origin`; browsers send one with
 * every WebSocket, and with whatever could change something or be read across origins.
 */
export class RequestGuard {
  readonly #hosts: ReadonlySet<string>;
  readonly #origins: ReadonlySet<string>;

  constructor({ allowedHosts = [], allowedOrigins = [] }: LocalAccess = {}) {
    this.#hosts = new Set(allowedHosts.map((host) => host.toLowerCase()));
    this.#origins = new Set(allowedOrigins);
  }

  /**
   * Why a request is refused; `undefined` for one that is to be answered.
   * @param pages - besides those allowed: `own`, only pages of the same origin; `local`, all pages of this machine, since a
   *   page has a port of its own
   */
  refusal(request: GuardedRequest, pages: 'own' | 'local' = 'own'): RefusedRequest | undefined {
    if (!isTarget(request.url ?? '')) return { status: 400, reason: 'bad target' };
    const authority = authorityOf(request.rawHeaders);
    const host = authority === undefined ? undefined : hostOf(authority);
    if (authority === undefined || host === undefined) return { status: 400, reason: 'bad host' };
    if (!isLocalName(host) && isIP(bare(host)) === 0 && !this.#hosts.has(host))
      return { status: 403, reason: 'untrusted host' };
    const { origin } = request.headers;
    if (origin === undefined || this.#origins.has(origin)) return undefined;
    const isOwn = origin === `http://${authority}` || (pages === 'local' && isLocalOrigin(origin, host));
    return isOwn ? undefined : { status: 403, reason: 'untrusted origin' };
  }
}

/** A path with or without a query, never a whole address, an authority or `*`: RFC 9112, section 3.2.1. */
function isTarget(target: string): boolean {
  // `//name` is a path here and the name of a host where it is resolved.
  if (!/^\/(?!\/)[\x21-\x22\x24-\x7e]*$/.test(target)) return false;
  try {
    decodeURIComponent(target.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** The value of the `Host` header; `undefined` where there is none, or more than one. */
function authorityOf(rawHeaders: readonly string[]): string | undefined {
  const values = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host');
  return values.length === 1 ? values[0] : undefined;
}

function hostOf(authority: string): string | undefined {
  return HOST.exec(authority)?.[1]?.toLowerCase();
}

/** An IPv6 address stands in brackets. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

/** Names that stand for loopback by RFC 6761, section 6.3. */
function isLocalName(host: string): boolean {
  return /^(?:[^.]+\.)*localhost$/.test(host);
}

/** A page of this machine, or of the host under which the listener is called, on whatever port. */
function isLocalOrigin(origin: string, host: string): boolean {
  const [, authority] = /^https?:\/\/(.+)$/.exec(origin) ?? [];
  const name = hostOf(authority ?? '');
  if (name === undefined) return false;
  return (
    name === host || isLocalName(name) || name === '[::1]' || /^127\./.test(isIP(name) === 4 ? name : '')
  );
}
