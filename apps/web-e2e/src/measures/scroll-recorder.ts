/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** What a list did between two frames of the screen, as far as lines were in sight in both. */
export interface Shift {
  /** Pixels downwards, of the line that moved least and of the one that moved most. */
  readonly least: number;
  readonly most: number;
}

/** What was seen of a list, frame by frame. */
export interface Recording {
  readonly shifts: readonly Shift[];
  /** Frames in which no line was in sight. */
  readonly blanks: number;
  /** Lines in the page at once, at most. */
  readonly mostRows: number;
  /** The days that were marked. */
  readonly days: readonly string[];
}

/** Begins to look at the list of messages in every frame; the page keeps what it sees. */
export async function startRecording(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shifts: Shift[] = [];
    const days = new Set<string>();
    const recording = { shifts, blanks: 0, mostRows: 0, days: [] as string[] };
    let before = new Map<string, number>();
    // Within a frame a list measures what it has just drawn, and moves it: what counts is what is painted in the end.
    // So we look after it, and before anything else that waits for its turn changes the page for the next frame.
    const nextFrame = () =>
      requestAnimationFrame(() => void scheduler.postTask(look, { priority: 'user-blocking' }));
    const look = () => {
      const scroller = document.querySelector('.scroller');
      if (scroller === null) return;
      const { top, bottom } = scroller.getBoundingClientRect();
      const rows = [...scroller.querySelectorAll('.row[data-seq]')];
      const now = new Map<string, number>();
      for (const row of rows) {
        const place = row.getBoundingClientRect();
        if (place.bottom > top && place.top < bottom) {
          now.set(row.getAttribute('data-seq') ?? '', place.top);
        }
      }
      const moved = [...now].flatMap(([key, place]) => {
        const earlier = before.get(key);
        return earlier === undefined ? [] : [place - earlier];
      });
      if (moved.length > 0) shifts.push({ least: Math.min(...moved), most: Math.max(...moved) });
      if (now.size === 0) recording.blanks += 1;
      recording.mostRows = Math.max(recording.mostRows, rows.length);
      for (const day of scroller.querySelectorAll('.day')) days.add(day.textContent ?? '');
      recording.days = [...days];
      before = now;
      nextFrame();
    };
    nextFrame();
    Object.assign(window, { recording });
  });
}

/** What was seen so far. */
export function recorded(page: Page): Promise<Recording> {
  return page.evaluate<Recording>('recording');
}
