import { describe, expect, it } from '@jest/globals';
import { callbackEndpoint } from './callback-endpoint.js';

describe('callbackEndpoint', () => {
  it('is built from API id, stage and Region', () => {
    expect(callbackEndpoint({ apiId: 'a1b2c3', stage: 'prod' }, 'eu-west-1')).toEqual({
      url: 'https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod',
      secure: true,
      hostname: 'a1b2c3.execute-api.eu-west-1.amazonaws.com',
      port: 443,
      host: 'a1b2c3.execute-api.eu-west-1.amazonaws.com',
      path: '/prod/@connections/',
    });
    expect(callbackEndpoint({ apiId: 'a1', stage: '$default' }, 'cn-north-1').url).toBe(
      'https://a1.execute-api.cn-north-1.amazonaws.com.cn/$default',
    );
  });

  it.each([
    [
      'http://127.0.0.1:3001',
      { hostname: '127.0.0.1', port: 3001, host: '127.0.0.1:3001', path: '/@connections/' },
    ],
    ['http://[::1]/dev/', { hostname: '::1', port: 80, host: '[::1]', path: '/dev/@connections/' }],
    ['https://chat.example.com//v1', { secure: true, port: 443, path: '/v1/@connections/' }],
  ])('takes the address %s', (url, expected) => {
    expect(callbackEndpoint({ url }, 'eu-west-1')).toMatchObject(expected);
  });

  it.each([
    [{ url: 'chat.example.com' }],
    [{ url: 'wss://chat.example.com/prod' }],
    [{ url: 'https://user:secret@chat.example.com' }],
    [{ url: 'https://chat.example.com/?a=1' }],
    [{ apiId: 'evil.example.com/', stage: 'prod' }],
    [{ apiId: 'a1', stage: 'prod/../x' }],
  ])('rejects %j', (address) => {
    expect(() => callbackEndpoint(address, 'eu-west-1')).toThrow(TypeError);
  });
});
