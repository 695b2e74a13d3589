import { messageOf } from '@serverless-ws/command-line/command.js';
import type { Facts, Variables } from '../facts/facts.js';
import { findingsAbout, type Finding } from '../finding.js';
import { handshake, strangersToken } from '../handshake.js';

const { ok, warning, failed } = findingsAbout('key');
const KEYS = ['JWT_SECRET', 'JWT_PUBLIC_KEY', 'JWT_JWKS_URL', 'JWT_SECRET_ARN'] as const;

/** Milliseconds in which a key server answers. */
const PATIENCE = 5_000;

/** Whether tokens can be verified: one key is named, its server answers, and a stranger's token is refused. */
export async function checkKey({ url, functions }: Facts): Promise<readonly Finding[]> {
  const variables = functions?.authorizer;
  const declared = variables === undefined ? [] : [declaredKey(variables)];
  const keys = variables?.['JWT_JWKS_URL'];
  const served = keys ? [await keyServer(keys)] : [];
  return [...declared, ...served, await stranger(url, variables)];
}

function declaredKey(variables: Variables): Finding {
  const [name, ...others] = KEYS.filter((one) => variables[one]);
  if (name === undefined)
    return failed('the authorizer has no key: set JWT_JWKS_URL, or another of them, and deploy again');
  if (others.length > 0)
    return failed(`${[name, ...others].join(' and ')} are set, and only one can count: deploy with one`);
  const strict = variables['JWT_REQUIRE_STRONG_SECRET'] === 'true' && variables['JWT_REQUIRE_EXP'] === 'true';
  return strict
    ? ok(`${name}, tokens must end`)
    : warning(`${name}, and tokens without an end or with a weak secret are taken: for trials only`);
}

async function keyServer(url: string): Promise<Finding> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    const { keys } = Object((await response.json()) as unknown);
    if (response.ok && Array.isArray(keys) && keys.length > 0)
      return ok(`${url} answers, with ${keys.length} keys`);
    return failed(`${url} answers ${response.status} without keys: see the issuer, and JWT_JWKS_URL`);
  } catch (error) {
    return failed(`${url} does not answer (${messageOf(error)}): see the issuer, and JWT_JWKS_URL`);
  }
}

/** The algorithm that the authorizer takes: of one that it does not, it would ask no key. */
function algorithmOf(variables: Variables | undefined): string {
  const [named] = (variables?.['JWT_ALGORITHMS'] ?? '').split(',');
  if (named) return named.trim();
  return variables?.['JWT_JWKS_URL'] || variables?.['JWT_PUBLIC_KEY'] ? 'RS256' : 'HS256';
}

async function stranger(url: string, variables: Variables | undefined): Promise<Finding> {
  try {
    const status = await handshake(url, { Authorization: strangersToken(algorithmOf(variables)) });
    if (status === 401) return ok('a token of a stranger is refused (401)');
    if (status === 101)
      return failed('a token of a stranger is let in: take the stage down, and see its key');
    if (status === 429)
      return warning('handshakes are throttled (429): run this again, and see docs/runbook.md#handshakes');
    return failed(
      `a handshake is answered ${status}: see "could not verify a token" in the log of the authorizer`,
    );
  } catch (error) {
    return failed(`${url} cannot be reached: ${messageOf(error)}`);
  }
}
