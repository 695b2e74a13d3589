import { describe, expect, it } from '@jest/globals';
import { RequestGuard, type GuardedRequest } from './request-guard.js';

const asked = (host: string, origin?: string, url = '/'): GuardedRequest => ({
  url,
  rawHeaders: ['hOsT', host, ...(origin === undefined ? [] : ['Origin', origin])],
  headers: origin === undefined ? {} : { origin },
});

describe('a guard of a local listener', () => {
  const guard = new RequestGuard();

  it('lets a page call its own origin alone, or every page of this machine where that is asked for', () => {
    const own = asked('127.0.0.1:3000', 'http://127.0.0.1:3000');
    const other = asked('127.0.0.1:3000', 'http://127.0.0.1:8080');

    expect([guard.refusal(own), guard.refusal(other, 'local')]).toEqual([undefined, undefined]);
    expect(guard.refusal(other)).toEqual({ status: 403, reason: 'untrusted origin' });
  });

  it('does not believe a page from elsewhere that calls it by the name of that page', () => {
    const rebound = asked('evil.example:3000', 'http://evil.example:3000');

    expect(guard.refusal(rebound, 'local')).toEqual({ status: 403, reason: 'untrusted host' });
  });

  it('takes a path with any query that a browser sends', () => {
    expect(guard.refusal(asked('localhost', undefined, '/a%20b/@c?d={"e":[1]}|%'))).toBeUndefined();
  });

  it.each(['', '*', 'a', '//', '//a', 'http://a/', '/%', '/%c3', '/a b', '/a#b', '/é', '/a\u0000'])(
    'calls %j a bad target',
    (url) => {
      expect(guard.refusal(asked('localhost', undefined, url))).toEqual({
        status: 400,
        reason: 'bad target',
      });
    },
  );

  it.each(['', ':80', 'a:b', 'a b', 'user@localhost', '[::1', 'localhost/', 'a,b:1,2'])(
    'calls %j a bad host',
    (host) => {
      expect(guard.refusal(asked(host))).toEqual({ status: 400, reason: 'bad host' });
    },
  );
});
