import { describe, expect, it } from '@jest/globals';
import { startClient } from '../testing/start-client.js';
import type { OutboxMessage } from './outbox-message.js';

const HOUR = 3_600_000;

describe('a message that waits while the clock is set', () => {
  it('is sent again after as long when it is set back', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.answer = ({ action }) => (action === 'sendMessage' ? null : undefined);
    void client.send('one');
    timers.setClock(timers.now() - HOUR);
    await timers.advance(7_000);
    expect(server.of('sendMessage')).toHaveLength(2);
  });

  it('does not expire when it is set forward', async () => {
    const { client, timers, connect } = startClient();
    timers.setClock(0);
    const sent = client.send('one');
    timers.setClock(Date.UTC(2026, 0, 1));
    await timers.advance(11 * HOUR);
    expect(client.pending).toMatchObject([{ status: 'waiting' }]);
    await connect();
    await expect(sent).resolves.toMatchObject({ seq: 1 });
  });

  it.each([Date.UTC(2030, 0, 1), 8.64e15, Infinity, Number.NaN])(
    'expires after twelve hours though it was stored at %d',
    async (createdAt) => {
      const rest = { clientMessageId: 'a', kind: 'message', room: 'lobby', text: 'a' } as const;
      const stored: OutboxMessage[] = [{ ...rest, createdAt, status: 'waiting' }];
      const { client, timers } = startClient({ storage: { load: () => stored, save: () => undefined } });
      client.retry('none');
      void client.send('b', { room: 'tea' });
      await timers.advance(11 * HOUR);
      expect(client.pending[0]?.status).toBe('waiting');
      await timers.advance(HOUR);
      expect(client.pending[0]?.status).toBe('failed');
    },
  );
});
