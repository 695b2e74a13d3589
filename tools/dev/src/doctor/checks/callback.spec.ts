import { describe, expect, it } from '@jest/globals';
import { openDoor } from '../fixtures/door.js';
import { HEALTHY } from '../fixtures/healthy-facts.js';
import { checkCallback } from './callback.js';

describe('the address that functions post to', () => {
  it.each([
    [410, 'ok'],
    [400, 'ok'],
    [403, 'warning'],
    [404, 'failed'],
    [200, 'failed'],
  ])('that answers %i is %s', async (status, level) => {
    const { url, close } = await openDoor(status, {});
    const callbackUrl = url.replace('ws:', 'http:');
    expect(await checkCallback({ ...HEALTHY, url, callbackUrl })).toMatchObject([{ level }]);
    close();
  });

  it.each(['', 'https://other.example/prod', HEALTHY.callbackUrl.replace('prod', 'dev')])(
    'is wrong where clients are connected elsewhere: "%s"',
    async (callbackUrl) => {
      const findings = await checkCallback({ ...HEALTHY, callbackUrl });
      expect(findings).toEqual([
        expect.objectContaining({ level: 'failed', says: expect.stringContaining('deploy again') }),
      ]);
    },
  );
});
