import { afterEach, describe, expect, it } from '@jest/globals';
import { useEffect } from 'react';
import { opened, settled, unmounted } from '../../test/page.js';
import { useRoom, useTyping, type ShownTyping } from '../index.js';

afterEach(unmounted);

let typing: ShownTyping;

function Names() {
  const shown = useTyping(useRoom('tea'));
  useEffect(() => void (typing = shown));
  return <>{shown.users.map(({ name }) => name).join(', ')}</>;
}

const signalOf = (id: string, data: boolean) =>
  ({ type: 'signal', room: 'tea', event: 'typing', data, sender: { id, name: id }, sentAt: 1 }) as const;

describe('useTyping', () => {
  it('shows who types, until they stop', async () => {
    const { server, text } = await opened(<Names />);
    await settled(() => server.tell('tea', signalOf('bob', true)));
    await settled(() => server.tell('tea', signalOf('eve', true)));
    expect(text()).toBe('bob, eve');
    await settled(() => server.tell('tea', signalOf('bob', false)));
    expect(text()).toBe('eve');
  });

  it('tells the others of keystrokes once in ten seconds', async () => {
    const { server, timers } = await opened(<Names />);
    await settled(() => typing.keystroke());
    await settled(() => typing.keystroke());
    expect(server.of('signal')).toHaveLength(1);
    await settled(() => timers.advance(10_000));
    await settled(() => typing.keystroke());
    expect(server.of('signal')).toHaveLength(2);
  });
});
