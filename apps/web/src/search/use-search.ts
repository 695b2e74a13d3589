import type { Line } from '@serverless-ws/chat-client';
import { useMemo, useState } from 'react';
import { matchesOf, type Jump } from './matches.js';

/** A search among the loaded lines of a room. */
export interface Search {
  readonly isOpen: boolean;
  readonly query: string;
  /** How many messages match. */
  readonly count: number;
  /** Which of them is shown, from 1 for the newest on; 0 for none. */
  readonly at: number;
  /** The one to show. */
  readonly jump: Jump | undefined;
  readonly toggle: () => void;
  readonly ask: (query: string) => void;
  /** Goes to the next older match, or with -1 to the next newer one; around at the ends. */
  readonly step: (by: 1 | -1) => void;
}

export function useSearch(lines: readonly Line[]): Search {
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [jump, setJump] = useState<Jump>();
  const found = useMemo(() => (isOpen ? matchesOf(lines, query) : []), [isOpen, lines, query]);
  const index = jump === undefined ? -1 : found.indexOf(jump.seq);
  const show = (seq: number | undefined) => setJump(seq === undefined ? undefined : { seq });
  return {
    ...{ isOpen, query, count: found.length, jump: isOpen ? jump : undefined },
    at: index < 0 ? 0 : found.length - index,
    toggle: () => {
      setOpen(!isOpen);
      setQuery('');
      setJump(undefined);
    },
    ask: (next) => {
      setQuery(next);
      show(matchesOf(lines, next).at(-1));
    },
    step: (by) => show(index < 0 ? found.at(-1) : (found[index - by] ?? found.at(by === 1 ? -1 : 0))),
  };
}
