import { describe, expect, it } from '@jest/globals';
import { openDoor } from '../fixtures/door.js';
import { HEALTHY } from '../fixtures/healthy-facts.js';
import { checkOrigins } from './origins.js';

describe('origins', () => {
  it.each([
    [403, 'https://chat.example.com', 'ok'],
    [403, '', 'ok'],
    [401, '', 'warning'],
    [401, 'https://chat.example.com', 'failed'],
    [500, '', 'failed'],
  ])(
    'where a page of a stranger is answered %i, and "%s" may connect, are %s',
    async (status, allowed, level) => {
      const door = await openDoor(status);
      const functions = { authorizer: { CHAT_ALLOWED_ORIGINS: allowed }, sendMessage: {} };
      const findings = await checkOrigins({ ...HEALTHY, url: door.url, functions });
      door.close();
      expect(findings.map((finding) => finding.level)).toEqual([level]);
      expect(door.seen).toMatchObject([{ origin: 'https://doctor.invalid' }]);
    },
  );

  it('cannot be seen of a chat that is gone', async () => {
    const door = await openDoor(403);
    door.close();
    expect(await checkOrigins({ ...HEALTHY, url: door.url })).toMatchObject([{ level: 'failed' }]);
  });
});
