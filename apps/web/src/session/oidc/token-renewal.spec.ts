import { beforeEach, describe, expect, it } from '@jest/globals';
import { TokenRenewal, type IssuedToken } from './token-renewal.js';

const MINUTE = 60_000;

class FinalError extends Error {}

describe('a token for a connection', () => {
  let now: number;
  let current: IssuedToken | null;
  let asked: number;
  let renew: () => Promise<IssuedToken | null>;
  let renewal: TokenRenewal;

  beforeEach(() => {
    now = 0;
    asked = 0;
    current = { text: 'first', expiresAt: 10 * MINUTE };
    renew = async () => (current = { text: `renewed ${asked}`, expiresAt: now + 10 * MINUTE });
    const source = {
      current: async () => current,
      renew: () => {
        asked += 1;
        return renew();
      },
      isFinal: (error: unknown) => error instanceof FinalError,
    };
    renewal = new TokenRenewal(source, () => now);
  });

  it('is the one at hand until its last two minutes, then a new one', async () => {
    now = 8 * MINUTE;
    expect(await renewal.token()).toBe('first');
    now += 1;
    expect(await renewal.token()).toBe('renewed 1');
    expect(await renewal.token()).toBe('renewed 1');
  });

  it('is asked for once at a time, as a refresh token serves once', async () => {
    now = 9 * MINUTE;
    expect(await Promise.all([renewal.token(), renewal.token()])).toEqual(['renewed 1', 'renewed 1']);
    expect(asked).toBe(1);
  });

  it('is new even where the clock here is wrong', async () => {
    now = 9 * MINUTE;
    renew = async () => ({ text: 'new', expiresAt: 0 });
    expect(await renewal.token()).toBe('new');
  });

  it('is the old one while it lasts and the network does not, and the issuer is asked again', async () => {
    now = 9 * MINUTE;
    renew = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await renewal.token()).toBe('first');
    now = 10 * MINUTE;
    await expect(renewal.token()).rejects.toThrow('ended');
    expect({ asked, isOver: renewal.isOver }).toEqual({ asked: 2, isOver: false });
    renew = async () => ({ text: 'new', expiresAt: 20 * MINUTE });
    expect(await renewal.token()).toBe('new');
  });

  it.each([
    ['refused', () => Promise.reject(new FinalError())],
    ['has nothing to renew it with', () => Promise.resolve(null)],
  ])('is the last one after the issuer %s, which is not asked again', async (_, fail) => {
    now = 9 * MINUTE;
    renew = fail;
    expect(await renewal.token()).toBe('first');
    now = 10 * MINUTE;
    await expect(renewal.token()).rejects.toThrow('ended');
    expect({ asked, isOver: renewal.isOver }).toEqual({ asked: 1, isOver: true });
  });

  it('is none after the user signed out in another way', async () => {
    current = null;
    renew = () => Promise.resolve(null);
    await expect(renewal.token()).rejects.toThrow('ended');
  });
});
