import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { API_ID, authorizerEvent } from '../../test/events.js';
import { fixture } from '../../test/fixture.js';
import { identityOf } from '../identity/identity-context.js';
import { authorizerHandler } from './authorizer-handler.js';

/** Any code point; `unit: 'binary'` chooses from the same, and takes seconds to be made. */
const codePoint = fc.nat(0x10_f7ff).map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));

function authorizer(queryParameter?: string, origins?: readonly string[]) {
  const { verifier, logger, ports, clock } = fixture();
  const token = verifier.issue({
    userId: 'ada',
    name: 'Ada Lovelace',
    roles: ['admin'],
    expiresAt: clock.now() + 60_000,
  });
  const { scope } = ports;
  const handler = authorizerHandler({ apiId: API_ID, verifier, logger, scope, queryParameter, origins });
  return { verifier, logger, clock, token, handler };
}

describe('the authorizer', () => {
  it.each([
    ['the Authorization header, raw', (token: string) => ({ Authorization: token })],
    ['the Authorization header, as Bearer', (token: string) => ({ authorization: `Bearer ${token}` })],
    ['a header in any case', (token: string) => ({ AUTHORIZATION: `bearer  ${token}` })],
    ['a subprotocol', (token: string) => ({ 'Sec-WebSocket-Protocol': `chat.v1, chat.jwt.${token}` })],
  ])('takes a token from %s', async (_, headers) => {
    const { handler, token } = authorizer();
    const allowance = await handler(authorizerEvent(headers(token)));
    expect(allowance).toMatchObject({
      principalId: 'ada',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: 'Allow',
            Resource: 'arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/dev/$connect',
          },
        ],
      },
    });
  });

  it('passes the identity on, in scalars only', async () => {
    const { handler, token, clock } = authorizer();
    const { context } = await handler(authorizerEvent({ Authorization: token }));
    expect(Object.values({ ...context }).every((value) => typeof value === 'string')).toBe(true);
    expect(identityOf({ ...context })).toEqual({
      userId: 'ada',
      name: 'Ada Lovelace',
      roles: ['admin'],
      expiresAt: clock.now() + 60_000,
    });
  });

  it('takes a token from the query only where that is switched on', async () => {
    const off = authorizer();
    await expect(off.handler(authorizerEvent({}, { token: off.token }))).rejects.toThrow(/^Unauthorized$/);
    const on = authorizer('token');
    await expect(on.handler(authorizerEvent({}, { token: on.token }))).resolves.toMatchObject({
      principalId: 'ada',
    });
  });

  it.each([
    ['no token', {}],
    ['an empty one', { Authorization: '' }],
    ['a prefix without one', { Authorization: 'Bearer ' }],
    ['another one', { Authorization: 'Bearer token-of-another-user' }],
    ['subprotocols without one', { 'Sec-WebSocket-Protocol': 'chat.v1' }],
  ])('rejects %s with the word that becomes 401', async (_, headers) => {
    const { handler } = authorizer('token');
    await expect(handler(authorizerEvent(headers, { toString: 'x' }))).rejects.toThrow(/^Unauthorized$/);
  });

  it('rejects an identity too large for API Gateway, and logs why', async () => {
    const { handler, verifier, logger } = authorizer();
    const issue = (role: string) =>
      verifier.issue({
        userId: 'ada',
        name: 'Ада',
        roles: Array.from({ length: 32 }, (_, index) => `${role}${index}`),
        expiresAt: null,
      });
    const event = (role: string) => authorizerEvent({ Authorization: issue(role) });
    // As a number of characters it is the same; as escaped JSON within JSON it is seven times as long.
    await expect(handler(event('r'.repeat(60)))).resolves.toMatchObject({ principalId: 'ada' });
    await expect(handler(event('р'.repeat(60)))).rejects.toThrow(/^Unauthorized$/);
    expect(JSON.stringify(logger.lines)).toContain('more than API Gateway hands on');
  });

  it('rejects arbitrary headers with the word that becomes 401, and nothing else', async () => {
    const { handler } = authorizer('token');
    const name = fc.constantFrom(
      'Authorization',
      'authorization',
      'Sec-WebSocket-Protocol',
      '__proto__',
      'toString',
    );
    const value = fc.oneof(
      fc.string({ unit: codePoint }),
      fc.string().map((text) => `Bearer ${text}`),
      fc.string().map((text) => `chat.v1, chat.jwt.${text}`),
    );
    const property = fc.asyncProperty(
      fc.dictionary(name, value),
      fc.dictionary(fc.string(), value),
      (headers, query) => expect(handler(authorizerEvent(headers, query))).rejects.toThrow(/^Unauthorized$/),
    );
    await fc.assert(property, { numRuns: 300 });
  });

  it('rejects a token once it expires', async () => {
    const { handler, token, clock } = authorizer();
    clock.advance(60_000);
    await expect(handler(authorizerEvent({ Authorization: token }))).rejects.toThrow(/^Unauthorized$/);
  });

  it('fails otherwise, which becomes 500, when the token cannot be verified', async () => {
    const { handler, token, verifier, logger } = authorizer();
    verifier.setReachable(false);
    await expect(handler(authorizerEvent({ Authorization: token }))).rejects.toThrow(/^(?!Unauthorized$)/);
    expect(logger.messages('error')).toEqual(['could not verify a token']);
  });

  it('denies web pages that are not allowed, whatever their token, and ignores a missing origin', async () => {
    const { handler, token } = authorizer(undefined, ['https://chat.example.com']);
    const ask = (headers: Readonly<Record<string, string>>) =>
      handler(authorizerEvent({ Authorization: token, ...headers }));
    for (const origin of [
      'https://evil.example',
      'https://chat.example.com.evil.example',
      'http://chat.example.com',
      'https://chat.example.com:8443',
      'https://chat.example.com, https://evil.example',
      'null',
      '',
    ]) {
      const { policyDocument, context } = await ask({ Origin: origin });
      expect(policyDocument.Statement).toMatchObject([{ Effect: 'Deny' }]);
      expect(context).toBeUndefined();
    }
    for (const headers of [{}, { origin: 'https://chat.example.com' }]) {
      expect((await ask(headers)).policyDocument.Statement).toMatchObject([{ Effect: 'Allow' }]);
    }
  });

  it('lets any web page connect where none is named', async () => {
    const { handler, token } = authorizer();
    const event = authorizerEvent({ Authorization: token, Origin: 'https://any.example' });
    expect((await handler(event)).policyDocument.Statement).toMatchObject([{ Effect: 'Allow' }]);
  });
});
