/** What is counted of a source file, and where that is. */
interface CoveredFile {
  readonly path: string;
  readonly hash: string;
  readonly s: Readonly<Record<string, number>>;
  readonly f: Readonly<Record<string, number>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
  readonly [place: string]: unknown;
}

type Coverage = Readonly<Record<string, CoveredFile>>;

export function coverageCopy(covered?: Coverage): Coverage;
