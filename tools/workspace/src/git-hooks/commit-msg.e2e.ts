import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PracticeRepository } from './practice-repository.js';

describe('a commit', () => {
  let repository: PracticeRepository;

  beforeAll(() => {
    repository = new PracticeRepository();
    repository.commit('chore: begin');
    repository.write('packages/probe/src/sign.ts', 'export const sign = 1;\n');
  });
  afterAll(() => repository.remove());

  it('is refused where its subject says no type, in one line that shows how it would be right', () => {
    const before = repository.committed();

    const { accepted, output } = repository.commit('tell the sign');

    expect({ accepted, after: repository.committed() }).toEqual({ accepted: false, after: before });
    expect(output).toMatch(/^commit-msg: a subject is "type: what changes"/m);
  });

  it('is made where it does', () => {
    const before = repository.committed();

    expect(repository.commit('feat(probe): tell the sign')).toEqual({ accepted: true, output: '' });
    expect(repository.committed()).not.toBe(before);
  });
});
