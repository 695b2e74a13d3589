import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { secretVersions } from './secrets-manager.js';

const ARN = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:chat/jwt-a1B2c3';

/** Responds to a request for one of the stages. */
type Respond = (stage: string, response: ServerResponse) => void;

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status).end(JSON.stringify(body));
const missing = (response: ServerResponse) =>
  json(response, 400, { __type: 'ResourceNotFoundException', Message: 'no such stage' });

describe('a secret of Secrets Manager', () => {
  let server: Server;
  let respond: Respond;
  let seen: { readonly headers: IncomingHttpHeaders; readonly body: unknown }[];

  beforeEach(async () => {
    seen = [];
    server = createServer((request, response) => {
      void text(request).then((body) => {
        seen.push({ headers: request.headers, body: JSON.parse(body) });
        respond(JSON.parse(body).VersionStage, response);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  });

  /** The time is a limit for hangs, not for speed, unless it is given. */
  const read = (within = 60_000, variables = {}) =>
    secretVersions(
      ARN,
      {
        AWS_ACCESS_KEY_ID: 'AKID',
        AWS_SECRET_ACCESS_KEY: 'key',
        AWS_SESSION_TOKEN: 'session',
        AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        ...variables,
      },
      within,
    );

  it('is read in both versions, by requests that are signed for its Region', async () => {
    respond = (stage, response) => json(response, 200, { SecretString: `of ${stage}` });
    expect(await read()).toEqual({ current: 'of AWSCURRENT', previous: 'of AWSPREVIOUS' });
    expect(seen.map(({ body }) => body)).toEqual([
      { SecretId: ARN, VersionStage: 'AWSCURRENT' },
      { SecretId: ARN, VersionStage: 'AWSPREVIOUS' },
    ]);
    for (const { headers } of seen) {
      expect(headers).toMatchObject({
        'x-amz-target': 'secretsmanager.GetSecretValue',
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-security-token': 'session',
      });
      expect(headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-3\/secretsmanager\/aws4_request, /,
      );
    }
  });

  it('has no previous version before its first rotation', async () => {
    respond = (stage, response) =>
      stage === 'AWSPREVIOUS' ? missing(response) : json(response, 200, { SecretString: 'first' });
    expect(await read()).toEqual({ current: 'first', previous: undefined });
  });

  it('is asked for once more where a connection broke, or the service failed', async () => {
    const failed = new Set<string>();
    respond = (stage, response) => {
      if (failed.has(stage)) return json(response, 200, { SecretString: stage });
      failed.add(stage);
      return stage === 'AWSCURRENT' ? response.destroy() : json(response, 500, {});
    };
    expect(await read()).toEqual({ current: 'AWSCURRENT', previous: 'AWSPREVIOUS' });
    expect(seen).toHaveLength(4);
  });

  it.each<[string, Respond, string]>([
    ['does not exist', (_, response) => missing(response), 'the secret has no current version'],
    [
      'may not be read',
      (_, response) => json(response, 400, { __type: 'AccessDeniedException', message: 'no' }),
      'Secrets Manager responded with 400 AccessDeniedException',
    ],
    [
      'is in a service that is down',
      (_, response) => json(response, 503, {}),
      'Secrets Manager responded with 503',
    ],
    [
      'is binary',
      (_, response) => json(response, 200, { SecretBinary: 'c2VjcmV0' }),
      'the secret is no text',
    ],
    ['is a page of some proxy', (_, response) => response.end('<html>secret'), 'the secret is no text'],
  ])('that %s is an error, which quotes nothing', async (_, answer, message) => {
    respond = answer;
    const error = await read().catch((reason: unknown) => reason);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toMatch(/c2VjcmV0|html/);
  });

  it('is given up when its time is over', async () => {
    respond = () => undefined;
    await expect(read(20)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is not asked for without credentials', async () => {
    await expect(read(60_000, { AWS_ACCESS_KEY_ID: undefined })).rejects.toThrow('AWS_ACCESS_KEY_ID');
    expect(seen).toEqual([]);
  });
});
