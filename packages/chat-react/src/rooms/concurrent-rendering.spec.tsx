import { afterEach, describe, expect, it } from '@jest/globals';
import { startTransition, use, useDeferredValue, useLayoutEffect, useState, type ReactNode } from 'react';
import type { Room } from '@serverless-ws/chat-client';
import { opened, settled, unmounted } from '../../test/page.js';
import { useRoom, useTimeline } from '../index.js';

afterEach(unmounted);

/** What was in the page after each commit. */
let seen: string[] = [];
let read: () => string = () => '';
let show: (parts: number) => void;
/** What a render waits for in its middle, by the part before it. */
let pauses = new Map<number, Promise<void>>();

function useSeen(): void {
  useLayoutEffect(() => void seen.push(read()));
}

/** How many lines there are. */
function Count({ room }: { readonly room: Room }): ReactNode {
  const { lines } = useTimeline(room);
  useSeen();
  return `${lines.length} `;
}

/** The same, later if there is something more urgent. */
function DeferredCount({ room }: { readonly room: Room }): ReactNode {
  const lines = useDeferredValue(useTimeline(room).lines);
  useSeen();
  return `${lines.length} `;
}

interface PauseProps {
  readonly room: Room;
  readonly at: number;
}

/** React lets others run before it goes on with its render; meanwhile a message is written. */
function Pause({ room, at }: PauseProps): ReactNode {
  const pause = pauses.get(at) ?? written(room);
  pauses.set(at, pause);
  use(pause);
  return null;
}

async function written(room: Room): Promise<void> {
  await Promise.resolve();
  room.send('meanwhile').catch(() => undefined);
}

function Counts({ part: Part }: { readonly part: typeof Count }): ReactNode {
  const room = useRoom('tea');
  const [parts, setParts] = useState(0);
  useLayoutEffect(() => void (show = setParts));
  return Array.from({ length: parts }, (_, index) => [
    <Part key={`part ${index}`} room={room} />,
    index > 0 && <Pause key={`pause ${index}`} room={room} at={index} />,
  ]);
}

/** Shows four parts in a transition, in the middle of which messages are written. */
async function shownInTransition(part: typeof Count): Promise<string> {
  pauses = new Map();
  const { text } = await opened(<Counts part={part} />, ({ server }) => server.say('one', { room: 'tea' }));
  await settled(() => show(1));
  read = text;
  seen = [];
  await settled(() => startTransition(() => show(4)));
  await settled();
  return text();
}

describe('a room that changes in the middle of a concurrent render', () => {
  it.each([
    ['read as it is', Count],
    ['read by useDeferredValue', DeferredCount],
  ])('is the same in all parts of the page, after each commit: %s', async (_, part) => {
    expect(await shownInTransition(part)).toBe('4 4 4 4 ');
    const torn = seen.filter((texts) => new Set(texts.trim().split(' ')).size > 1);
    expect(seen.length).toBeGreaterThan(0);
    expect(torn).toEqual([]);
  });
});
