import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** The arrow keys go from message to message; the others scroll. */
export function stepThrough(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const { activeElement } = document;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.more')];
  const at = buttons.findIndex((button) => button === activeElement);
  const isHere = at >= 0 || activeElement === event.currentTarget;
  if (step === undefined || !isHere) return;
  event.preventDefault();
  buttons.at(at < 0 ? -1 : Math.min(buttons.length - 1, Math.max(0, at + step)))?.focus();
}
