import { describe, expect, it } from '@jest/globals';
import { HttpRequest } from '@smithy/core/transport';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CLIENT_DEFAULTS } from './client-defaults.js';
import { documentClient } from './document-client.js';

const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const logs = (client: ReturnType<typeof documentClient>): boolean =>
  client.middlewareStack.identify().some((step) => step.startsWith('loggerMiddleware'));

describe('documentClient', () => {
  it('copies responses for a logger only where there is one', () => {
    expect(logs(documentClient({ region: 'eu-west-1' }))).toBe(false);
    expect(logs(documentClient({ region: 'eu-west-1', logger }))).toBe(true);
  });

  it('waits no longer for the rest of a response than for its head', async () => {
    const { requestHandler } = documentClient({ region: 'eu-west-1' }).config;
    if (!(requestHandler instanceof NodeHttpHandler)) throw new TypeError('Not the handler of Node.js');
    // The handler exposes its configuration only after its first call.
    const call = requestHandler.handle(new HttpRequest({}), { abortSignal: AbortSignal.abort() });
    await expect(call).rejects.toThrow('aborted');
    const { requestTimeout } = CLIENT_DEFAULTS;
    expect(requestHandler.httpHandlerConfigs()).toMatchObject({
      requestTimeout,
      socketTimeout: requestTimeout,
    });
  });
});
