import type { User } from '@serverless-ws/chat-client';
import { useState, type KeyboardEvent, type RefObject } from 'react';
import { matching, queryAt } from './mentionable.js';

/** What is offered for the mention that is begun at the caret. */
export interface Completion {
  readonly offered: readonly User[];
  /** The index of the one that Enter takes. */
  readonly active: number;
  /** The text or the caret has changed. */
  readonly moved: () => void;
  /** Handles a key; whether it was one for the offer. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly take: (user: User) => void;
}

interface Offer {
  readonly caret: number;
  readonly active: number;
  /** The index of the `@` whose offer was closed by Escape. */
  readonly closed: number;
}

const NONE: Offer = { caret: 0, active: 0, closed: -1 };

/** Completes names behind an `@` in a text field. */
export function useCompletion(
  input: RefObject<HTMLTextAreaElement | null>,
  text: string,
  people: readonly User[],
  write: (text: string) => void,
): Completion {
  const [{ caret, active, closed }, setOffer] = useState(NONE);
  const query = queryAt(text, caret);
  const offered = query === null || query.from === closed ? [] : matching(people, query.text);
  const at = Math.min(active, offered.length - 1);
  const move = (step: number) => {
    setOffer({ caret, closed, active: (at + step + offered.length) % offered.length });
  };
  const take = ({ name }: User) => {
    if (query === null) return;
    const before = `${text.slice(0, query.from)}@${name} `;
    write(before + text.slice(caret).replace(/^ /, ''));
    setOffer(NONE);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(before.length, before.length);
    });
  };
  const onKey = (event: KeyboardEvent) => {
    const chosen = offered[at];
    if (chosen === undefined || event.shiftKey) return false;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' || event.key === 'Tab') take(chosen);
    else if (event.key === 'Escape') setOffer({ caret, active, closed: query?.from ?? -1 });
    else return false;
    event.preventDefault();
    return true;
  };
  const moved = () => {
    const { selectionStart = 0 } = input.current ?? {};
    setOffer((before) =>
      before.caret === selectionStart ? before : { caret: selectionStart, active: 0, closed: before.closed },
    );
  };
  return { offered, active: at, moved, onKey, take };
}
