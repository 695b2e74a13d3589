/** What of Stryker's JSON report is read here. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

/** One change that a run made to the code, and what the specs made of it. */
export interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number } };
}

/** A mutant that no spec noticed. */
export interface Survivor {
  readonly file: string;
  readonly line: number;
  /** The line of code in which it is, without indentation. */
  readonly code: string;
  readonly replacement: string;
}

/** How many mutants there were, and who survived. */
export interface MutationScore {
  readonly killed: number;
  readonly survivors: readonly Survivor[];
}

/** A test that never ends is a death, too: the runner gave it up. */
const DEAD = new Set(['Killed', 'Timeout', 'RuntimeError']);

/** What one or several reports come to. Ignored mutants count for nothing, those that no spec reaches as survivors. */
export function mutationScore(reports: readonly MutationReport[]): MutationScore {
  const files = reports.flatMap((report) => Object.entries(report.files));
  const all = files.flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ file, lines: source.split('\n'), mutant })),
  );
  return {
    killed: all.filter(({ mutant }) => DEAD.has(mutant.status)).length,
    survivors: all
      .filter(({ mutant }) => mutant.status === 'Survived' || mutant.status === 'NoCoverage')
      .map(({ file, lines, mutant }) => ({
        file,
        line: mutant.location.start.line,
        code: (lines[mutant.location.start.line - 1] ?? '').trim(),
        replacement: (mutant.replacement ?? mutant.mutatorName).replace(/\s+/g, ' '),
      })),
  };
}

/** Killed mutants in percent of all; 0 where there are none: an empty run proves nothing. */
export function percentKilled({ killed, survivors }: MutationScore): number {
  const all = killed + survivors.length;
  return all === 0 ? 0 : (100 * killed) / all;
}
