import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { ACCEPTED_MUTANTS, argumentFor } from './accepted-mutants.js';
import { MUTATION_AREAS } from './areas.js';
import { mutationScore, percentKilled } from './mutation-report.js';

const mutant = (status: string, line = 1) => ({
  status,
  mutatorName: 'BooleanLiteral',
  replacement: 'false',
  location: { start: { line } },
});
const report = (...statuses: string[]) => ({
  files: { 'src/a.ts': { source: 'one;\n  two;\n', mutants: statuses.map((status) => mutant(status, 2)) } },
});

describe('a mutation score', () => {
  it('counts those that no spec reaches as survivors, and tests that never end as deaths', () => {
    const score = mutationScore([report('Killed', 'Timeout', 'Ignored'), report('NoCoverage', 'Survived')]);

    expect(score.killed).toBe(2);
    expect(score.survivors).toHaveLength(2);
    expect(percentKilled(score)).toBe(50);
  });

  it('says which line a survivor is in', () => {
    expect(mutationScore([report('Survived')]).survivors).toEqual([
      { file: 'src/a.ts', line: 2, code: 'two;', replacement: 'false' },
    ]);
  });

  it('is 0 where nothing was mutated', () => {
    expect(percentKilled(mutationScore([report('Ignored')]))).toBe(0);
  });
});

describe('an argument', () => {
  it('holds for the line that it quotes, in its own file', () => {
    const [argued] = ACCEPTED_MUTANTS;
    if (argued === undefined) throw new Error('nothing is argued');
    const survivor = {
      file: argued.file,
      line: 1,
      code: argued.code,
      replacement: argued.replacements[0] ?? '',
    };

    expect(argumentFor(survivor)).toBe(argued);
    expect(argumentFor({ ...survivor, file: 'src/other.ts' })).toBeUndefined();
    expect(argumentFor({ ...survivor, code: 'other();' })).toBeUndefined();
  });
});

describe('an accepted mutant', () => {
  it.each(ACCEPTED_MUTANTS)('is of code that is still there: $file $code', ({ file, code }) => {
    const sources = MUTATION_AREAS.map(({ project }) => join(workspaceRoot, project, file)).filter(
      existsSync,
    );
    expect(sources.map((path) => readFileSync(path, 'utf8')).join()).toContain(code);
  });
});
