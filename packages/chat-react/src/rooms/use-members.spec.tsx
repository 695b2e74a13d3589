import { afterEach, describe, expect, it } from '@jest/globals';
import { opened, settled, unmounted } from '../../test/page.js';
import { useMembers, useRoom } from '../index.js';

afterEach(unmounted);

function Names() {
  const { users, count } = useMembers(useRoom('tea'));
  return <>{[...users.map(({ name }) => name), count].join(' ')}</>;
}

const bob = { id: 'bob', name: 'Bob' };

describe('useMembers', () => {
  it('shows who is there, and asks no more once it is not shown', async () => {
    const { server, timers, text } = await opened(<Names />, ({ server: before }) => {
      before.answer = ({ action, requestId }) =>
        action === 'who'
          ? {
              type: 'members',
              room: 'tea',
              users: [bob],
              count: 1,
              more: false,
              sentAt: 1,
              ...(requestId && { requestId }),
            }
          : undefined;
    });
    expect(text()).toBe('Bob 1');
    await unmounted();
    const asked = server.of('who').length;
    await settled(() => timers.advance(180_000));
    expect(server.of('who')).toHaveLength(asked);
  });
});
