import { describe, expect, it } from '@jest/globals';
import { ApiGatewayMessageGateway } from './api-gateway-message-gateway.js';
import { settingsOf, type GatewayOptions } from './gateway-options.js';

const options: GatewayOptions = { endpoint: { apiId: 'a1', stage: 'prod' }, region: 'eu-west-1' };

describe('the options of the gateway', () => {
  it('need no more than endpoint and Region', () => {
    const settings = settingsOf(options);
    expect(settings).toMatchObject({ window: 256, timeout: 2_000, rate: null, retries: { attempts: 8 } });
    expect(settings.clock.now()).toBeGreaterThan(Date.UTC(2026, 0, 1));
  });

  it('keep the defaults of retries that are not named', () => {
    expect(settingsOf({ ...options, retries: { cap: 10 } }).retries).toMatchObject({
      attempts: 8,
      base: 50,
      cap: 10,
    });
  });

  it.each<[string, Partial<GatewayOptions>]>([
    ['region', { region: '' }],
    ['window', { window: 0 }],
    ['timeout', { timeout: 1.5 }],
    ['rate', { rate: -1 }],
    ['retries.attempts', { retries: { attempts: 0 } }],
    ['retries.maxElapsed', { retries: { maxElapsed: NaN } }],
  ])('are rejected by the name of %s', (name, wrong) => {
    expect(() => new ApiGatewayMessageGateway({ ...options, ...wrong })).toThrow(new RegExp(`^${name}: `));
  });
});
