import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PracticeRepository } from './practice-repository.js';

const SOURCE = 'packages/probe/src/sign.ts';
const SPEC = 'packages/probe/src/sign.spec.ts';

const sign = "export function sign(n: number): string {\n  return n < 0 ? 'minus' : 'plus';\n}\n";
const spec = (body: string) =>
  `import { expect, it } from '@jest/globals';\nimport { sign } from './sign.js';\nit('tells the sign', () => {\n${body}\n});\n`;
const whole = spec("  expect([sign(-1), sign(1)]).toEqual(['minus', 'plus']);");

describe('a push', () => {
  let repository: PracticeRepository;

  beforeAll(() => {
    repository = new PracticeRepository();
    repository.write(SOURCE, sign);
    repository.write(SPEC, whole);
  });
  afterAll(() => repository.remove());

  it('is accepted when the tests pass and reach enough of the code', () => {
    const { accepted, output } = repository.push();

    expect({ accepted, output }).toEqual({
      accepted: true,
      output: expect.stringContaining('Coverage of the whole'),
    });
    expect(repository.pushed()).toBe(repository.committed());
  });

  it('is rejected when a test fails', () => {
    const before = repository.pushed();
    repository.write(SPEC, spec("  expect([sign(-1), sign(1)]).toEqual(['plus', 'plus']);"));

    expect(repository.push()).toMatchObject({
      accepted: false,
      output: expect.stringContaining('tells the sign'),
    });
    expect(repository.pushed()).toBe(before);
  });

  it('is rejected when the tests reach too little of the code', () => {
    const before = repository.pushed();
    repository.write(SPEC, spec('  expect(sign).toBeDefined();'));

    expect(repository.push()).toMatchObject({
      accepted: false,
      output: expect.stringMatching(/coverage: statements: \d+ % is below the floor of 90 %/),
    });
    expect(repository.pushed()).toBe(before);
  });
});
