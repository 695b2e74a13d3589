import { afterEach, describe, expect, it } from '@jest/globals';
import { useEffect } from 'react';
import { opened, settled, unmounted } from '../../test/page.js';
import { useRoom, useRooms, useUnread, type ShownUnread } from '../index.js';

afterEach(unmounted);

let unread: ShownUnread;

function Count() {
  const shown = useUnread(useRoom('tea'));
  useEffect(() => void (unread = shown));
  return <>{shown.count}</>;
}

function Names() {
  return <>{useRooms().map(({ name, unread: count }) => `${name} ${count}`)}</>;
}

describe('useUnread', () => {
  it('counts messages of others until they are read', async () => {
    const { server, text } = await opened(<Count />);
    await settled(() => server.say('one', { room: 'tea' }));
    await settled(() => server.say('two', { room: 'tea' }));
    expect(text()).toBe('2');
    await settled(() => unread.markRead());
    expect(text()).toBe('0');
    expect(server.of('markRead')).toHaveLength(1);
  });
});

describe('useRooms', () => {
  it('lists the rooms that the user follows', async () => {
    const { text } = await opened(<Names />, ({ server }) => {
      server.answer = ({ action, requestId }) =>
        action === 'listRooms'
          ? {
              type: 'rooms',
              rooms: [{ room: 'tea', epoch: 'e1', head: 3, read: 1, unread: 2 }],
              ...(requestId && { requestId }),
            }
          : undefined;
    });
    expect(text()).toBe('tea 2');
  });
});
