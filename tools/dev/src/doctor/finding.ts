/** How something is: as it should be, worth a look, or broken. */
export type Level = 'ok' | 'warning' | 'failed';

/** What was found out about one thing, in a sentence that says what to do where something is to be done. */
export interface Finding {
  /** What it is about, in a word. */
  readonly about: string;
  readonly level: Level;
  readonly says: string;
}

/** Makes the findings about one thing. */
export function findingsAbout(about: string): Readonly<Record<Level, (says: string) => Finding>> {
  const make = (level: Level) => (says: string) => ({ about, level, says });
  return { ok: make('ok'), warning: make('warning'), failed: make('failed') };
}

/** A line for a terminal. */
export function lineOf({ about, level, says }: Finding): string {
  return `${level.padEnd(8)} ${about.padEnd(9)} ${says}`;
}
