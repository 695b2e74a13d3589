import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { clearReports, readReports } from './reports.js';

describe('coverage reports', () => {
  let root: string;
  let tested: string;
  let untested: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'coverage-'));
    tested = join(root, 'tested');
    untested = join(root, 'untested');
    mkdirSync(join(tested, 'coverage'), { recursive: true });
    writeFileSync(join(tested, 'coverage', 'coverage-final.json'), '{}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are read from every project, and the projects without one are named', () => {
    expect(readReports([tested, untested])).toEqual({ reports: [{}], missing: [untested] });
  });

  it('of an earlier run are gone once cleared', () => {
    clearReports([tested, untested]);

    expect(readReports([tested])).toEqual({ reports: [], missing: [tested] });
  });
});
