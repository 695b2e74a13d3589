import { describe, expect } from '@jest/globals';
import { rule } from './harness/rule.js';
import { signedHeaders, testKey, type Signing } from './harness/sign.js';
import type { TestApi } from './harness/test-api.js';

const url = (api: TestApi, id: string) =>
  `${api.gateway.managementUrl}/%40connections/${encodeURIComponent(id)}`;

/** The response to a POST of `hello` when these signed parts are replaced. */
async function outcome(api: TestApi, signing: Partial<Signing>): Promise<unknown[]> {
  const id = api.gateway.connections()[0]?.id ?? '';
  const response = await api.call('POST', id, 'hello', signing);
  return [response.status, response.headers.get('x-amzn-errortype')];
}

const invalid = [403, 'InvalidSignatureException'];
const unrecognized = [403, 'UnrecognizedClientException'];
const fine = [200, null];

describe('The gateway, on a signed call,', () => {
  rule('incomplete-signature', async (start) => {
    const api = await start();
    const { id } = await api.connected();
    const complete = signedHeaders({ method: 'POST', url: url(api, id), now: api.clock.now() });
    const broken = [
      { ...complete, authorization: 'Bearer abc' },
      { ...complete, authorization: 'AWS4-HMAC-SHA256' },
      { ...complete, authorization: complete['authorization']?.replace(/Signature=.*/, '') ?? '' },
      {
        ...complete,
        authorization: complete['authorization']?.replace(/Credential=[^,]*/, 'Credential=x') ?? '',
      },
      { ...complete, authorization: complete['authorization']?.replace(/SignedHeaders=[^,]*,/, '') ?? '' },
      { ...complete, 'x-amz-date': 'today' },
    ];
    for (const headers of broken) {
      const response = await fetch(url(api, id), { method: 'POST', headers });
      const errorType = response.headers.get('x-amzn-errortype');
      expect([response.status, errorType]).toEqual([403, 'IncompleteSignatureException']);
    }
  });

  rule('wrong-secret', async (start) => {
    const api = await start();
    await api.connected();
    expect(await outcome(api, {})).toEqual(fine);
    expect(await outcome(api, { secretAccessKey: 'another' })).toEqual(invalid);
  });

  rule('tampered', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    const other = 'http://127.0.0.1:1/local/%40connections/BBBBBBBBBBBBBBA%3D';
    expect(await outcome(api, { body: 'hullo' })).toEqual(invalid);
    expect(await outcome(api, { method: 'DELETE' })).toEqual(invalid);
    expect(await outcome(api, { url: other })).toEqual(invalid);
    await client.settle();
    expect(client.received).toEqual([]);
  });

  rule('unsigned-header', async (start) => {
    const api = await start();
    const { id } = await api.connected();
    const headers = signedHeaders({ method: 'GET', url: url(api, id), now: api.clock.now() });
    expect((await fetch(url(api, id), { headers })).status).toBe(200);
    const added = { ...headers, 'X-Amz-Target': 'x' };
    expect((await fetch(url(api, id), { headers: added })).status).toBe(403);
    const authorization = headers['authorization']?.replace('host;', '') ?? '';
    expect((await fetch(url(api, id), { headers: { ...headers, authorization } })).status).toBe(403);
  });

  rule('unknown-key', async (start) => {
    const api = await start();
    await api.connected();
    expect(await outcome(api, { accessKeyId: 'AKIDNOBODY' })).toEqual(unrecognized);
  });

  rule('session-token', async (start) => {
    const temporary = { secretAccessKey: testKey.secretAccessKey, sessionToken: 'token' };
    const api = await start({ credentials: () => temporary });
    await api.connected();
    expect(await outcome(api, { sessionToken: 'token' })).toEqual(fine);
    expect(await outcome(api, { sessionToken: 'other' })).toEqual(unrecognized);
    expect(await outcome(api, {})).toEqual(unrecognized);
    const lasting = await start();
    await lasting.connected();
    expect(await outcome(lasting, { sessionToken: 'token' })).toEqual(unrecognized);
  });

  rule('not-permitted', async (start) => {
    const asked: unknown[] = [];
    const api = await start({
      permissions: (call) => {
        asked.push(call);
        return call.resource.includes('/POST/');
      },
    });
    const { id } = await api.connected();
    const arn = `arn:aws:execute-api:us-east-1:123456789012:local/local`;
    expect(await outcome(api, {})).toEqual(fine);
    const response = await api.call('DELETE', id);
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([
      403,
      'AccessDeniedException',
    ]);
    expect(asked).toEqual(
      ['POST', 'DELETE'].map((method) => ({
        accessKeyId: testKey.accessKeyId,
        resource: `${arn}/${method}/@connections/${id}`,
      })),
    );
    expect(api.gateway.connections()).toHaveLength(1);
  });

  rule('signature-age', async (start) => {
    const api = await start();
    await api.connected();
    // Dates are signed to the second.
    const now = Math.floor(api.clock.now() / 1000) * 1000;
    api.clock.advance(now + 1000 - api.clock.now());
    const at = (seconds: number) => ({ now: api.clock.now() + seconds * 1000 });
    expect(await outcome(api, at(-300))).toEqual(fine);
    expect(await outcome(api, at(300))).toEqual(fine);
    expect(await outcome(api, at(-301))).toEqual(invalid);
    expect(await outcome(api, at(301))).toEqual(invalid);
  });

  rule('signature-scope', async (start) => {
    const api = await start({ region: 'eu-west-1' });
    await api.connected();
    expect(await outcome(api, { region: 'eu-west-1' })).toEqual(fine);
    expect(await outcome(api, { region: 'us-east-1' })).toEqual(invalid);
    expect(await outcome(api, { region: 'eu-west-1', service: 'dynamodb' })).toEqual(invalid);
  });
});
