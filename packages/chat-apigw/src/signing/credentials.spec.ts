import { describe, expect, it } from '@jest/globals';
import { CredentialsSource, type Credentials } from './credentials.js';

const at = (now: number) => ({ now: () => now });

describe('CredentialsSource', () => {
  it('keeps credentials until shortly before they expire', async () => {
    const clock = { time: 0, now: () => clock.time };
    let asked = 0;
    const source = new CredentialsSource(() => {
      asked += 1;
      return Promise.resolve({
        accessKeyId: `a${asked}`,
        secretAccessKey: 's',
        expiration: new Date(clock.time + 600_000),
      });
    }, clock);
    const first = await source.current();
    clock.time = 539_999;
    expect(await source.current()).toBe(first);
    clock.time = 540_000;
    expect((await source.current()).accessKeyId).toBe('a2');
  });

  it('asks each time for those without expiration, and returns the same object while they are unchanged', async () => {
    let accessKeyId = 'a';
    const source = new CredentialsSource(() => Promise.resolve({ accessKeyId, secretAccessKey: 's' }), at(0));
    const first = await source.current();
    expect(await source.current()).toBe(first);
    accessKeyId = 'b';
    expect(await source.current()).toEqual({ accessKeyId: 'b', secretAccessKey: 's' });
  });

  it('asks once for many concurrent calls of `other`', async () => {
    let asked = 0;
    const provider = (): Promise<Credentials> =>
      Promise.resolve({ accessKeyId: `a${(asked += 1)}`, secretAccessKey: 's' });
    const source = new CredentialsSource(provider, at(0));
    const rejected = await source.current();
    const fresh = await Promise.all([source.after(rejected), source.after(rejected)]);
    expect(fresh.map(({ accessKeyId }) => accessKeyId)).toEqual(['a2', 'a2']);
    expect((await source.after(rejected)).accessKeyId).toBe('a2');
  });

  it.each([
    ['key', { accessKeyId: 'b' }],
    ['secret', { secretAccessKey: 'other' }],
    ['session token', { sessionToken: 'other' }],
    ['expiration', { expiration: new Date(2) }],
  ])('hands out a new object when nothing but the %s has changed', async (_, change) => {
    let credentials: Credentials = {
      accessKeyId: 'a',
      secretAccessKey: 's',
      sessionToken: 't',
      expiration: new Date(1),
    };
    const source = new CredentialsSource(() => Promise.resolve(credentials), at(0));
    const first = await source.current();
    credentials = { ...credentials };
    expect(await source.current()).toBe(first);
    credentials = { ...credentials, ...change };
    expect(await source.current()).toBe(credentials);
  });

  it('asks when credentials are rejected that it has never returned', async () => {
    const fresh = { accessKeyId: 'a', secretAccessKey: 's' };
    const source = new CredentialsSource(() => Promise.resolve(fresh), at(0));
    expect(await source.after({ accessKeyId: 'old', secretAccessKey: 's' })).toBe(fresh);
  });

  it('asks again after the provider failed', async () => {
    let broken = true;
    const source = new CredentialsSource(
      () =>
        broken
          ? Promise.reject(new Error('none'))
          : Promise.resolve({ accessKeyId: 'a', secretAccessKey: 's' }),
      at(0),
    );
    await expect(source.current()).rejects.toThrow('none');
    broken = false;
    expect(await source.current()).toMatchObject({ accessKeyId: 'a' });
  });
});
