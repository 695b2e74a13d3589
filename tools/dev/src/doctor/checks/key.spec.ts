import { afterEach, describe, expect, it } from '@jest/globals';
import type { Variables } from '../facts/facts.js';
import { openDoor, type Door } from '../fixtures/door.js';
import { HEALTHY } from '../fixtures/healthy-facts.js';
import { checkKey } from './key.js';

let doors: Door[] = [];
afterEach(() => {
  for (const door of doors) door.close();
  doors = [];
});

async function open(status: number, body?: unknown): Promise<Door> {
  const door = await openDoor(status, body);
  doors.push(door);
  return door;
}

const strict = { JWT_REQUIRE_STRONG_SECRET: 'true', JWT_REQUIRE_EXP: 'true' };

/** The findings about a key, each as its level and how it begins. */
async function levels(status: number, variables: Variables | null): Promise<readonly string[]> {
  const { url } = await open(status);
  const functions = variables === null ? null : { authorizer: variables, sendMessage: {} };
  return (await checkKey({ ...HEALTHY, url, functions })).map(({ level }) => level);
}

describe('the key', () => {
  it.each([
    [401, { JWT_SECRET: 'x', ...strict }, ['ok', 'ok']],
    [401, { JWT_SECRET: 'x', ...strict, JWT_REQUIRE_EXP: 'false' }, ['warning', 'ok']],
    [401, { ...strict }, ['failed', 'ok']],
    [401, { JWT_SECRET: 'x', JWT_PUBLIC_KEY: 'y', ...strict }, ['failed', 'ok']],
    [500, { JWT_SECRET: 'x', ...strict }, ['ok', 'failed']],
    [429, { JWT_SECRET: 'x', ...strict }, ['ok', 'warning']],
    [401, null, ['ok']],
  ])('where a handshake is answered %i, of %j is %j', async (status, variables, expected) => {
    expect(await levels(status, variables)).toEqual(expected);
  });

  it.each([
    [200, { keys: [{ kid: 'a' }] }, 'ok'],
    [200, { keys: [] }, 'failed'],
    [200, 'a page', 'failed'],
    [503, { keys: [{ kid: 'a' }] }, 'failed'],
  ])('of a server that answers %i and %j is %s', async (status, body, level) => {
    const JWT_JWKS_URL = (await open(status, body)).url.replace('ws:', 'http:');
    expect(await levels(401, { JWT_JWKS_URL, ...strict })).toEqual(['ok', level, 'ok']);
  });

  it('of a server that is gone, of a chat that is gone, is found out', async () => {
    const gone = await openDoor(200);
    gone.close();
    const authorizer = { JWT_JWKS_URL: gone.url.replace('ws:', 'http:'), ...strict };
    const facts = { ...HEALTHY, url: gone.url, functions: { authorizer, sendMessage: {} } };
    expect((await checkKey(facts)).map(({ level }) => level)).toEqual(['ok', 'failed', 'failed']);
  });

  it.each([
    [{ JWT_JWKS_URL: '', JWT_PUBLIC_KEY: 'x' }, 'RS256'],
    [{ JWT_SECRET: 'x', JWT_ALGORITHMS: 'HS384, HS512' }, 'HS384'],
    [{ JWT_SECRET: 'x' }, 'HS256'],
  ])('%j is tried by a token of an algorithm that it verifies: %s', async (authorizer, alg) => {
    const door = await open(401);
    await checkKey({ ...HEALTHY, url: door.url, functions: { authorizer, sendMessage: {} } });
    const [header = ''] = String(door.seen[0]?.authorization).split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg });
  });
});
