import type { Line } from '@serverless-ws/chat-client';
import { useEffect, useRef, useState } from 'react';
import type { Past } from '../log/use-past.js';
import { placeOf } from './matches.js';

/** Pages of the past that are read for a message; each is a request. */
const PAGES = 20;

/**
 * Reads the past back to a position that the address of the page names, up to a bound.
 * @param tell - shows a sentence to the user where it is not found
 * @returns whether it is still looking
 */
export function useReach(
  target: number | undefined,
  lines: readonly Line[],
  past: Past,
  tell: (text: string) => void,
): boolean {
  const pages = useRef(0);
  const [isLooking, setLooking] = useState(target !== undefined);
  const { status, read } = past;
  useEffect(() => {
    if (target === undefined || !isLooking || status === 'loading') return;
    const place = placeOf(target, lines, status === 'all');
    const isEnd = place !== 'further' || status !== 'more' || pages.current >= PAGES;
    if (isEnd) setLooking(false);
    else {
      pages.current += 1;
      read();
    }
    if (place === 'nowhere') tell('This message is no longer there.');
    if (place === 'further' && isEnd)
      tell('This message is too far back to be looked for. Scroll up to find it.');
  }, [target, isLooking, lines, status, read, tell]);
  return isLooking;
}
