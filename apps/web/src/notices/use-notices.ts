import { useCallback, useMemo, useState } from 'react';

/** A sentence for the user. */
export interface Told {
  readonly text: string;
  /** Whether it stays until it is closed: what the user must not miss. */
  readonly stays: boolean;
}

/** Sentences that are shown to the user. */
export interface Notices {
  /** In the order in which they came. */
  readonly shown: readonly Told[];
  /** Shows a sentence for a while. */
  readonly tell: (text: string) => void;
  /** Shows a sentence until the user closes it. */
  readonly warn: (text: string) => void;
  readonly close: (text: string) => void;
}

/** Shown at once, at most: the oldest goes first. */
const MOST = 3;

/** The notices of a page. A sentence that is shown already moves to the end, and is not shown twice. */
export function useNotices(): Notices {
  const [shown, setShown] = useState<readonly Told[]>([]);
  const show = useCallback((told: Told) => setShown((before) => withNotice(before, told)), []);
  const tell = useCallback((text: string) => show({ text, stays: false }), [show]);
  const warn = useCallback((text: string) => show({ text, stays: true }), [show]);
  const close = useCallback(
    (text: string) => setShown((before) => before.filter((told) => told.text !== text)),
    [],
  );
  return useMemo(() => ({ shown, tell, warn, close }), [shown, tell, warn, close]);
}

/** The notices with one more. */
export function withNotice(before: readonly Told[], told: Told): readonly Told[] {
  return [...before.filter(({ text }) => text !== told.text), told].slice(-MOST);
}
