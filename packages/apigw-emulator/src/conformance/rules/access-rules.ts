import { chosen, documented, type Rule } from './rule-list.js';

/** Whom the gateway answers on a developer's machine, where each page of a browser can reach it. */
export const accessRules: readonly Rule[] = [
  documented(
    'host-header',
    'https://www.rfc-editor.org/rfc/rfc9112#section-3.2',
    'responds with 400 to a request without a `Host`, with two, or with one that is malformed',
    'reads no `Host`',
  ),
  chosen(
    'bad-target',
    'AWS’s front end takes none of them',
    'responds with 400 to a target that is no path: a whole address, `*`, `//name`, a broken escape',
    'another path like any',
  ),
  chosen(
    'untrusted-host',
    'any site can make its name point at loopback; none can so reach AWS',
    'responds with 403 to a `Host` that is no IP address, not `localhost` and not in `allowedHosts`',
    'reads no `Host`',
  ),
  chosen(
    'untrusted-origin',
    'AWS leaves origins to the authorizer, and is nothing that only this machine reaches',
    'rejects a page of another machine with 403, unless `allowedOrigins` has its origin',
    'accepts every origin',
  ),
  chosen(
    'local-origin',
    'a page under development has a port of its own',
    'accepts pages of this machine and of the host that they call, and clients without an `Origin`',
    'accepts every origin',
  ),
  chosen(
    'management-origin',
    'it is for backends',
    'responds with 403 to a call to `@connections` from a page, unless `allowedOrigins` has its origin',
    'accepts every origin',
  ),
  chosen(
    'hostile-requests',
    'one bad request must not end the gateway',
    'keeps running whatever is sent instead of a request',
  ),
];
