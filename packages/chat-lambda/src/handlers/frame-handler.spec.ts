import { describe, expect, it } from '@jest/globals';
import { defaultActions } from '@serverless-ws/chat-dispatch';

import { frameEvent } from '../../test/events.js';
import { ada, frameIn, fixture } from '../../test/fixture.js';
import { identityContext } from '../identity/identity-context.js';
import { frameHandler } from './frame-handler.js';

const ping = { action: 'ping', requestId: 'r1' };

describe('the response to a frame', () => {
  it('is an error without details, when something breaks', async () => {
    const { ports, logger, connections } = fixture();
    connections.find = () => Promise.reject(new TypeError('secret detail'));
    const broken = frameHandler(ports, defaultActions);
    const response = await broken(frameEvent(ping, { authorizer: { ...identityContext(ada) } }));
    expect(response.statusCode).toBe(200);
    expect(frameIn(response)).toMatchObject({
      type: 'error',
      code: 'internal',
      retryable: true,
      requestId: 'r1',
    });
    expect(response.body).not.toContain('secret');
    expect(logger.lines).toMatchObject([
      { level: 'error', message: 'failed', error: { message: 'secret detail' } },
    ]);
  });

  it('is unavailable before the time of the invocation is up, where the store never responds', async () => {
    const { ports, connections } = fixture();
    connections.find = () => new Promise(() => undefined);
    const event = frameEvent(ping, { authorizer: { ...identityContext(ada) } });
    const response = await frameHandler(ports, defaultActions)(event, {
      getRemainingTimeInMillis: () => 20,
    });
    expect(frameIn(response)).toMatchObject({ code: 'unavailable', retryable: true, requestId: 'r1' });
  });

  it('is unauthorized where the event has no authorizer identity', async () => {
    const { handlers } = fixture();
    expect(frameIn(await handlers.other(frameEvent(ping)))).toMatchObject({
      code: 'unauthorized',
      requestId: 'r1',
    });
    const forged = frameEvent(ping, { authorizer: { identity: '{"userId":"ada"}' } });
    expect(frameIn(await handlers.other(forged))).toMatchObject({ code: 'unauthorized' });
  });
});

describe('an expired token', () => {
  async function expired() {
    const all = fixture();
    const brief = { ...ada, expiresAt: all.clock.now() + 1_000 };
    await all.connect(brief, 'a');
    all.clock.advance(60_000);
    return {
      ...all,
      event: frameEvent(
        { action: 'sendMessage', text: 'hi' },
        { connectionId: 'a', authorizer: { ...identityContext(brief) } },
      ),
    };
  }

  it('ends the connection with a bye that asks for a fresh token', async () => {
    const { handlers, event, gateway, connections } = await expired();
    await expect(handlers.sendMessage(event)).resolves.toEqual({ statusCode: 200 });
    expect(gateway.received('a')).toEqual([{ type: 'bye', reason: 'token_expired', reconnect: true }]);
    expect(gateway.disconnected).toEqual(['a']);
    await expect(connections.find('a')).resolves.toBeNull();
  });

  it('is reported as an error when the connection cannot be ended', async () => {
    const { handlers, event, gateway, logger } = await expired();
    gateway.disconnect = () => Promise.reject(new Error('down'));
    expect(frameIn(await handlers.sendMessage(event))).toMatchObject({ code: 'token_expired' });
    expect(logger.messages('error')).toEqual(['could not disconnect']);
  });
});
