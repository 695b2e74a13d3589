import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { hasAccessLogs, logRoleProblem } from './access-logs.mjs';

const settings = { DestinationArn: 'arn', Format: '{}' };
const stage = (AccessLogSettings?: unknown, Type = 'AWS::ApiGatewayV2::Stage') => ({
  Conditions: {
    On: { 'Fn::Equals': ['on', 'on'] },
    Off: { 'Fn::Equals': ['off', 'on'] },
  },
  Resources: {
    Stage: { Type, Properties: { ...(AccessLogSettings !== undefined && { AccessLogSettings }) } },
  },
});

describe('a template', () => {
  it.each([
    ['settings', stage(settings), true],
    ['settings under a condition that holds', stage({ 'Fn::If': ['On', settings, {}] }), true],
    ['settings under one that does not', stage({ 'Fn::If': ['Off', settings, {}] }), false],
    ['no settings', stage(), false],
    ['settings of another resource', stage(settings, 'AWS::Other'), false],
    ['no resources', {}, false],
  ])('with %s writes access logs: %#', (_, template, has) => {
    expect(hasAccessLogs(template)).toBe(has);
  });
});

describe('the role of API Gateway for logs', () => {
  /** Asks an API Gateway that answers so. */
  async function asked(status: number, body: object) {
    const server = createServer((request, response) => {
      expect(request.url).toBe('/account');
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      return await logRoleProblem({
        region: 'eu-central-1',
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('is no problem where there is one', async () => {
    expect(await asked(200, { cloudwatchRoleArn: 'arn:aws:iam::1:role/logs' })).toEqual({});
  });

  it.each([[{}], [{ cloudwatchRoleArn: '' }]])(
    'is missing where the account settings are %j',
    async (account) => {
      const missing =
        /^accessLogs: API Gateway's account settings in eu-central-1 name no role .*accessLogs=off$/;
      expect(await asked(200, account)).toEqual({ missing: expect.stringMatching(missing) });
    },
  );

  it('is unknown where they may not be read', async () => {
    const unknown = expect.stringContaining('could not be checked: not authorized');
    expect(await asked(403, { message: 'not authorized' })).toEqual({ unknown });
  });
});
