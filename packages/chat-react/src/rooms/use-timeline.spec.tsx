import { afterEach, describe, expect, it } from '@jest/globals';
import { useEffect, useState } from 'react';
import { opened, settled, unmounted } from '../../test/page.js';
import { useDirect, useRoom, useTimeline, type ShownTimeline } from '../index.js';

afterEach(unmounted);

let timeline: ShownTimeline;

function Lines({ room }: { readonly room: ReturnType<typeof useRoom> }) {
  const shown = useTimeline(room);
  // What an app may keep of it in an effect.
  useEffect(() => void (timeline = shown));
  const texts = shown.lines.map((line) => {
    if (line.kind === 'pending') return `(${line.message.text} ${line.message.status})`;
    return line.kind === 'deleted' ? 'deleted' : line.text;
  });
  return <>{[...texts, shown.hasOlder ? '…' : '.'].join(' ')}</>;
}

function Named({ name }: { readonly name: string }) {
  return <Lines room={useRoom(name)} />;
}

function Direct() {
  return <Lines room={useDirect('bob')} />;
}

let choose: (name: string) => void;

function Chosen() {
  const [name, setName] = useState('tea');
  useEffect(() => void (choose = setName));
  return <Named name={name} />;
}

describe('useTimeline', () => {
  it('shows the past at once, and what comes', async () => {
    const { server, text } = await opened(<Named name="tea" />, ({ server: before }) =>
      before.say('one', { room: 'tea' }),
    );
    expect(text()).toBe('one .');
    await settled(() => server.say('two', { room: 'tea' }));
    expect(text()).toBe('one two .');
  });

  it('reads one page of the past by itself, and more of it when asked', async () => {
    const { text, server } = await opened(<Named name="tea" />, ({ server: before }) => {
      for (let count = 1; count <= 120; count += 1) before.say(`m${count}`, { room: 'tea' });
    });
    expect(text()).toMatch(/^m21 .* m120 …$/);
    expect(server.of('listMessages')).toHaveLength(1);
    expect(server.of('joinRoom').filter(({ room }) => room === 'tea')).toHaveLength(1);
    await settled(() => timeline.older());
    expect(text()).toMatch(/^m1 .* m120 \.$/);
  });

  it('shows what waits to be sent, lets it be sent again, and drops it', async () => {
    const { text, client, server } = await opened(<Named name="tea" />);
    server.answer = ({ action, requestId }) =>
      action === 'sendMessage'
        ? {
            type: 'error',
            code: 'muted',
            message: 'muted',
            retryable: false,
            ...(requestId && { requestId }),
          }
        : undefined;
    const sent = client.room('tea').send('hi', { clientMessageId: 'm' });
    sent.catch(() => undefined);
    await settled();
    expect(text()).toBe('(hi failed) .');
    server.answer = () => undefined;
    await settled(() => timeline.retry('m'));
    expect(text()).toBe('hi .');
  });

  it('shows another room in the same component', async () => {
    const { text, server } = await opened(<Chosen />, ({ server: before }) => {
      before.say('green', { room: 'tea' });
      before.say('black', { room: 'coffee' });
    });
    await settled(() => choose('coffee'));
    expect(text()).toBe('black .');
    await settled(() => server.say('late', { room: 'tea' }));
    expect(text()).toBe('black .');
    await settled(() => choose('tea'));
    expect(text()).toBe('green late .');
  });

  it('shows the messages with one user', async () => {
    const { server } = await opened(<Direct />);
    expect(server.received).toContainEqual(expect.objectContaining({ action: 'listMessages', with: 'bob' }));
  });
});
