import { beforeEach, describe, expect, it } from '@jest/globals';
import { User } from 'oidc-client-ts';
import { Issuer, type Manager } from './issuer.js';

const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const PAGE = 'https://chat.example/app/';
/** Epoch seconds. */
const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600;

function userWith(more: Partial<ConstructorParameters<typeof User>[0]> = {}): User {
  return new User({
    access_token: jwt({ sub: 'ada', name: 'Ada' }),
    id_token: jwt({ sub: 'ada', name: 'Ada of the ID token', exp: inAnHour() }),
    token_type: 'Bearer',
    profile: { sub: 'ada', iss: 'i', aud: 'a', exp: 0, iat: 0 },
    expires_at: inAnHour(),
    ...more,
  });
}

describe('an issuer', () => {
  let stored: User | null;
  let shown: string[];
  let done: string[];
  let href: string;
  let manager: Manager;
  const refuse = () => Promise.reject(new Error('no network'));
  const issuer = (token: 'access' | 'id' = 'access') =>
    new Issuer(manager, {
      issuer: 'https://login.example/realms/chat',
      token,
      page: {
        get href() {
          return href;
        },
        replace: (next) => void shown.push(next),
      },
    });

  beforeEach(() => {
    stored = null;
    shown = [];
    done = [];
    href = `${PAGE}#tea`;
    manager = {
      getUser: async () => stored,
      removeUser: async () => {
        stored = null;
      },
      revokeTokens: async () => void done.push('revoke'),
      signinCallback: async () => (stored = userWith({ userState: '#tea' })),
      signinRedirect: async (options) => void done.push(`to the issuer from ${String(options?.state)}`),
      signinSilent: async () => (stored = userWith({ access_token: jwt({ sub: 'ada', renewed: true }) })),
      signoutRedirect: async () => void done.push('sign out'),
    };
  });

  it('is gone to with what the address shows, which is shown again after it', async () => {
    await issuer().signIn();
    expect(done).toEqual(['to the issuer from #tea']);
    href = `${PAGE}?code=c&state=s`;
    const session = await issuer().resume();
    expect(session).toMatchObject({ userId: 'ada', name: 'Ada', isIssued: true });
    expect(shown).toEqual(['/app/', '/app/#tea']);
  });

  it('shows the room again after a refusal, and its code is never tried twice', async () => {
    href = `${PAGE}?error=access_denied&state=s`;
    manager.signinCallback = () => Promise.reject(Object.assign(new Error(), { state: '#tea' }));
    await expect(issuer().resume()).rejects.toThrow();
    expect(shown).toEqual(['/app/', '/app/#tea']);
    manager.signinCallback = () => Promise.reject(Object.assign(new Error(), { state: '//elsewhere' }));
    await expect(issuer().resume()).rejects.toThrow();
    expect(shown.at(-1)).toBe('/app/');
  });

  it('has no session for a tab that never signed in', async () => {
    expect(await issuer().resume()).toBeNull();
  });

  it('gives the chat the token that the settings name', async () => {
    stored = userWith();
    expect((await issuer('id').resume())?.name).toBe('Ada of the ID token');
    expect(await (await issuer('id').resume())?.getToken()).toBe(stored.id_token);
    expect(await (await issuer().resume())?.getToken()).toBe(stored.access_token);
  });

  it('renews by the refresh token, and without one ends the session with its token', async () => {
    stored = userWith({ expires_at: 1, refresh_token: 'r' });
    expect(await (await issuer().resume())?.getToken()).toBe(jwt({ sub: 'ada', renewed: true }));
    stored = userWith({ expires_at: 1 });
    expect(await issuer().resume()).toBeNull();
  });

  it('keeps the session over a reload without a network', async () => {
    stored = userWith({ expires_at: 1, refresh_token: 'r' });
    manager.signinSilent = refuse;
    const session = await issuer().resume();
    expect(session?.userId).toBe('ada');
    await expect(session?.getToken()).rejects.toThrow('ended');
  });

  it('is refused where its token says nothing to the chat', async () => {
    stored = userWith({ access_token: 'opaque' });
    await expect(issuer().resume()).rejects.toThrow('the chat cannot read the token');
    expect(stored).toBeNull();
  });

  it('is told when the user signs out, who leaves in any case', async () => {
    await issuer().signOut();
    expect(done).toEqual(['revoke', 'sign out']);
    stored = userWith();
    manager.revokeTokens = refuse;
    manager.signoutRedirect = refuse;
    await issuer().signOut();
    expect(stored).toBeNull();
  });
});
