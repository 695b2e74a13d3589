import { describe, expect, it } from '@jest/globals';
import { parseOidcSettings } from './oidc-settings.js';

const issuer = 'https://login.example/';

describe('the settings of an issuer', () => {
  it('are its address and the id of the page there', () => {
    expect(parseOidcSettings({ issuer, clientId: 'page' })).toEqual({
      issuer,
      clientId: 'page',
      scope: 'openid profile',
      token: 'access',
    });
  });

  it('may say for whom the tokens are, and which one the chat is given', () => {
    const all = {
      ...{ issuer: 'http://localhost:8080/realms/chat', clientId: 'page', scope: 'openid offline_access' },
      ...{ audience: 'chat', resource: 'https://chat.example/', token: 'id' },
    };
    expect(parseOidcSettings(all)).toEqual(all);
  });

  it.each([
    [null, 'oidc is not'],
    [{ clientId: 'page' }, 'oidc.issuer'],
    [{ issuer: 'http://login.example', clientId: 'page' }, 'oidc.issuer'],
    [{ issuer: 'login.example', clientId: 'page' }, 'oidc.issuer'],
    [{ issuer }, 'oidc.clientId'],
    [{ issuer, clientId: '' }, 'oidc.clientId'],
    [{ issuer, clientId: 'page', scope: 'profile' }, 'oidc.scope'],
    [{ issuer, clientId: 'page', token: 'refresh' }, 'oidc.token'],
    [{ issuer, clientId: 'page', audience: 7 }, 'oidc.audience'],
  ])('%j are refused, by name', (value, name) => {
    expect(() => parseOidcSettings(value)).toThrow(`config.json: ${name}`);
  });
});
