import { describe, expect } from '@jest/globals';
import type { AuthorizerEvent } from '../events/gateway-event.js';
import type { Authorizer } from '../handshake/authorizer.js';
import { connect, refusedBy } from './harness/client.js';
import { rule, type Start } from './harness/rule.js';

type Statement = Readonly<Record<string, unknown>>;
const invokeAll = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
const policy = (...Statement: Statement[]) => ({ Version: '2012-10-17', Statement });
const allowed = { principalId: 'ann', policyDocument: policy(invokeAll) };

/** The status of a handshake when the authorizer returns this. */
async function statusFor(start: Start, response: unknown): Promise<number> {
  const { gateway } = await start({ authorizer: { invoke: () => response } });
  return (await refusedBy(gateway.url)).status;
}

/** Whether a handshake passes under this policy. */
async function passes(start: Start, ...statements: Statement[]): Promise<boolean> {
  const invoke = () => ({ principalId: 'ann', policyDocument: policy(...statements) });
  const { gateway } = await start({ authorizer: { invoke } });
  return connect(gateway.url).then(
    () => true,
    () => false,
  );
}

const failing = (error: unknown): Authorizer => ({ invoke: () => Promise.reject(error) });

describe('The gateway, with an authorizer,', () => {
  rule('authorizer-once', async (start) => {
    let calls = 0;
    const api = await start({ authorizer: { invoke: () => (calls++, allowed) } });
    const { client } = await api.connected();
    client.send('hello');
    await api.event('MESSAGE');
    client.socket.close();
    await api.event('DISCONNECT');
    expect(calls).toBe(1);
  });

  rule('authorizer-event', async (start) => {
    const seen: AuthorizerEvent[] = [];
    const ids = { region: 'eu-west-1', accountId: '111122223333', apiId: 'abc', stage: 'dev' };
    const api = await start({ ...ids, authorizer: { invoke: (event) => (seen.push(event), allowed) } });
    await connect(`${api.gateway.url}?a=1`, { headers: { 'X-Mine': 'v' } });
    await connect(api.gateway.url);
    expect(seen[0]).toMatchObject({
      type: 'REQUEST',
      methodArn: 'arn:aws:execute-api:eu-west-1:111122223333:abc/dev/$connect',
      headers: { 'X-Mine': 'v', Connection: 'Upgrade', Upgrade: 'websocket', 'content-length': '0' },
      multiValueHeaders: { 'X-Mine': ['v'], 'content-length': ['0'] },
      queryStringParameters: { a: '1' },
      multiValueQueryStringParameters: { a: ['1'] },
      stageVariables: {},
      requestContext: { routeKey: '$connect', eventType: 'CONNECT', stage: 'dev', apiId: 'abc' },
    });
    expect(seen[1]).toMatchObject({ queryStringParameters: {}, multiValueQueryStringParameters: {} });
    await connect(api.gateway.url, { headers: { 'Content-Length': '0' } });
    expect(seen[2]?.headers).toMatchObject({ 'Content-Length': '0' });
    expect(Object.keys(seen[2]?.headers ?? {})).not.toContain('content-length');
    expect(JSON.stringify(api.eventsOf('CONNECT')[0])).not.toContain('content-length');
  });

  rule('identity-source-missing', async (start) => {
    let calls = 0;
    const authorizer = { identitySource: ['route.request.header.Auth'], invoke: () => (calls++, allowed) };
    const api = await start({ authorizer });
    const response = { status: 401, errorType: 'UnauthorizedException', body: '{"message":"Unauthorized"}' };
    expect(await refusedBy(api.gateway.url)).toEqual(response);
    expect(calls).toBe(0);
    expect(api.events).toEqual([]);
    await connect(api.gateway.url, { headers: { auth: 'x' } });
  });

  rule('identity-source-empty', async (start) => {
    let calls = 0;
    const authorizer = { identitySource: ['route.request.header.Auth'], invoke: () => (calls++, allowed) };
    const { gateway } = await start({ authorizer });
    expect(await refusedBy(gateway.url, { headers: { Auth: '' } })).toMatchObject({ status: 401 });
    expect(calls).toBe(0);
  });

  rule('identity-source-all', async (start) => {
    const identitySource = [
      'route.request.header.Auth',
      'route.request.querystring.q',
      'context.identity.sourceIp',
      'stageVariables.colour',
    ];
    const authorizer = { identitySource, invoke: () => allowed };
    const { gateway } = await start({ authorizer, stageVariables: { colour: 'blue' } });
    await connect(`${gateway.url}?q=1`, { headers: { Auth: 'x' } });
    expect(await refusedBy(gateway.url, { headers: { Auth: 'x' } })).toMatchObject({ status: 401 });
    expect(await refusedBy(`${gateway.url}?q=1`)).toMatchObject({ status: 401 });
    const colourless = await start({ authorizer });
    const full = { headers: { Auth: 'x' } };
    expect(await refusedBy(`${colourless.gateway.url}?q=1`, full)).toMatchObject({ status: 401 });
  });

  rule('authorizer-deny', async (start) => {
    const response = { principalId: 'ann', policyDocument: policy({ ...invokeAll, Effect: 'Deny' }) };
    const api = await start({ authorizer: { invoke: () => response } });
    expect(await refusedBy(api.gateway.url)).toEqual({
      status: 403,
      errorType: 'AccessDeniedException',
      body: '{"Message":"User is not authorized to access this resource with an explicit deny"}',
    });
    expect(api.events).toEqual([]);
  });

  rule('authorizer-implicit-deny', async (start) => {
    expect(await passes(start, { ...invokeAll, Resource: 'arn:aws:execute-api:*:*:other/*' })).toBe(false);
    expect(await passes(start, { ...invokeAll, Action: 'execute-api:ManageConnections' })).toBe(false);
  });

  rule('authorizer-deny-wins', async (start) => {
    expect(await passes(start, invokeAll, { ...invokeAll, Effect: 'Deny' })).toBe(false);
    expect(await passes(start, { ...invokeAll, Effect: 'Deny' }, invokeAll)).toBe(false);
    expect(await passes(start, invokeAll, { ...invokeAll, Effect: 'Deny', Resource: 'arn:other' })).toBe(
      true,
    );
  });

  rule('authorizer-wildcards', async (start) => {
    const arn = 'arn:aws:execute-api:us-east-1:123456789012:local';
    expect(
      await passes(start, { ...invokeAll, Action: 'EXECUTE-API:*', Resource: [`${arn}/*/$connect`] }),
    ).toBe(true);
    expect(await passes(start, { ...invokeAll, Resource: `${arn}/?????/$connect` })).toBe(true);
    expect(await passes(start, { ...invokeAll, Resource: `${arn}/????/$connect` })).toBe(false);
    expect(await passes(start, { ...invokeAll, Resource: `${arn}/*/$default` })).toBe(false);
  });

  rule('authorizer-not', async (start) => {
    const { Effect, Action, Resource } = invokeAll;
    expect(await passes(start, { Effect, NotAction: 's3:*', Resource })).toBe(true);
    expect(await passes(start, { Effect, NotAction: 'execute-api:*', Resource })).toBe(false);
    expect(await passes(start, { Effect, Action, NotResource: '*$connect' })).toBe(false);
    expect(await passes(start, { Effect, Action, NotResource: '*$default' })).toBe(true);
  });

  rule('authorizer-unauthorized', async (start) => {
    for (const error of [new Error('Unauthorized'), 'Unauthorized']) {
      const { gateway } = await start({ authorizer: failing(error) });
      expect(await refusedBy(gateway.url)).toMatchObject({ status: 401, errorType: 'UnauthorizedException' });
    }
  });

  rule('authorizer-throws', async (start) => {
    for (const error of [new Error('unauthorized'), new Error('boom'), undefined]) {
      const lines: unknown[] = [];
      const api = await start({ authorizer: failing(error), logger: (line) => lines.push(line) });
      const response = { status: 500, errorType: 'AuthorizerConfigurationException' };
      expect(await refusedBy(api.gateway.url)).toMatchObject(response);
      expect(api.events).toEqual([]);
      const failure = {
        event: 'authorizer failed',
        connectionId: expect.any(String),
        outcome: 'failed',
        error,
      };
      expect(lines).toEqual([failure, { event: 'handshake rejected', status: 500 }]);
    }
  });

  rule('authorizer-timeout', async (start) => {
    let called: (value: unknown) => void = () => undefined;
    const call = new Promise((resolve) => (called = resolve));
    const invoke = () => (called(null), new Promise(() => undefined));
    const api = await start({ authorizer: { invoke } });
    const refused = refusedBy(api.gateway.url);
    await call;
    api.clock.advance(29_000);
    expect(await refused).toMatchObject({ status: 500 });
  });

  rule('authorizer-principal', async (start) => {
    const { policyDocument } = allowed;
    expect(await statusFor(start, { policyDocument })).toBe(500);
    expect(await statusFor(start, { principalId: '', policyDocument })).toBe(500);
    expect(await statusFor(start, { principalId: 7, policyDocument })).toBe(500);
    for (const nothing of [undefined, null, 'Unauthorized', true]) {
      expect(await statusFor(start, nothing)).toBe(500);
    }
  });

  rule('authorizer-policy', async (start) => {
    const { Effect, Action, Resource } = invokeAll;
    const broken = [
      { Effect, Action },
      { Effect, Resource },
      { Action, Resource },
      { ...invokeAll, Effect: 'allow' },
    ];
    const documents = [undefined, {}, policy(), ...broken.map((statement) => policy(statement))];
    for (const policyDocument of documents) {
      expect(await statusFor(start, { principalId: 'ann', policyDocument })).toBe(500);
    }
  });

  rule('authorizer-context-scalar', async (start) => {
    for (const context of [{ a: {} }, { a: [] }, { a: null }, [], 'x']) {
      expect(await statusFor(start, { ...allowed, context })).toBe(500);
    }
  });

  rule('authorizer-size', async (start) => {
    const sized = (bytes: number) => {
      const empty = { ...allowed, context: { pad: '' } };
      return { ...allowed, context: { pad: 'x'.repeat(bytes - JSON.stringify(empty).length) } };
    };
    const { gateway } = await start({ authorizer: { invoke: () => sized(8192) } });
    await connect(gateway.url);
    expect(await statusFor(start, sized(8193))).toBe(500);
  });

  rule('authorizer-strings', async (start) => {
    const context = { name: 'Ann', age: 7, admin: true };
    const api = await start({ authorizer: { invoke: () => ({ ...allowed, context }) } });
    const { client } = await api.connected();
    client.send('hello');
    const expected = { principalId: 'ann', name: 'Ann', age: '7', admin: 'true', integrationLatency: 0 };
    expect((await api.event('CONNECT')).requestContext.authorizer).toEqual(expected);
    expect((await api.event('MESSAGE')).requestContext.authorizer).toEqual(expected);
  });

  rule('authorizer-disconnect', async (start) => {
    const api = await start({ authorizer: { invoke: () => allowed } });
    const { client } = await api.connected();
    client.socket.close();
    const { requestContext } = await api.event('DISCONNECT');
    expect(requestContext.authorizer).toMatchObject({ principalId: 'ann' });
  });

  rule('authorizer-condition', async (start) => {
    const statement = { ...invokeAll, Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.1' } } };
    expect(await statusFor(start, { principalId: 'ann', policyDocument: policy(statement) })).toBe(500);
  });
});
