import { describe, expect, it } from '@jest/globals';
import { isSafeAddress } from './safe-address.js';

describe('an address that the page loads from', () => {
  it.each(['https://store.example/a?s=1', 'http://127.0.0.1:4000/a', 'http://localhost/a'])(
    'may be %s',
    (url) => {
      expect(isSafeAddress(url)).toBe(true);
    },
  );

  it.each([
    ...[
      'javascript:alert(1)',
      'data:image/png;base64,AAAA',
      'blob:https://a.example/1',
      'file:///etc/passwd',
    ],
    ...['http://store.example/', 'http://localhost.example/', '//store.example/a', '/a', '', 7, null],
  ])('is never %j', (url) => {
    expect(isSafeAddress(url)).toBe(false);
  });
});
