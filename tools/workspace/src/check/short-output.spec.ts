import { describe, expect, it } from '@jest/globals';
import { shortOutput } from './short-output.js';

describe('the output of a failed step', () => {
  it('is without what passed, colours, and advice', () => {
    const output = [
      '\u001b[1mPASS\u001b[22m chat-jwt src/jwks-keys.spec.ts',
      'FAIL chat-jwt src/verify.spec.ts',
      '    ✓ accepts a token',
      '  ● refuses an old token',
      '',
      '',
      '',
      '    expect(received).toBe(expected)',
      '  Run duration: 3s',
    ];

    expect(shortOutput(output.join('\n'))).toBe(
      'FAIL chat-jwt src/verify.spec.ts\n  ● refuses an old token\n\n    expect(received).toBe(expected)',
    );
  });

  it('shows the beginning of a page that a test compared, and all that comes after it', () => {
    const page = Array.from({ length: 500 }, (_, line) => (line % 7 === 0 ? '' : `line ${line} of the page`));
    const short = shortOutput(
      ['Received string:', ...page, '', '  at links.spec.ts:12', 'Tests: 1 failed'].join('\n'),
    );

    expect(short.split('\n').length).toBeLessThan(40);
    expect(short).toContain('line 3 of the page');
    expect(short).not.toContain('line 300 of the page');
    expect(short).toMatch(/at links\.spec\.ts:12\nTests: 1 failed$/);
  });

  it('has every rule that is broken, and no project but those that failed', () => {
    const rules = Array.from({ length: 60 }, (_, line) => `  ${line}:1  error  unused  no-unused-vars`);
    const output = [
      ' NX   Running target lint for 2 projects:',
      '',
      '- review',
      '- web',
      '',
      '✔  nx run review:lint',
      ...rules,
      'Warning: command "eslint ." exited with non-zero status code',
      ' NX   Running target lint for 2 projects failed',
      'Failed tasks:',
      '',
      '- web:lint',
      '',
      'Output of 1 successful task were not shown. Run with --verbose or --output-style=static to see it.',
      '  Recommendation: Increase parallelism to recover up to 52.0s',
    ];

    expect(shortOutput(output.join('\n'))).toBe(
      [...rules, 'Failed tasks:', '', '- web:lint'].join('\n').trim(),
    );
  });

  it('shows a page that is compared after a list of projects, and the rules after the page', () => {
    const page = Array.from({ length: 50 }, (_, line) => `+ line ${line}`);
    const output = ['  ● a page', ...page, '', 'Tests: 1 failed', ...page.map((line) => line.slice(2))];

    expect(shortOutput(output.join('\n')).split('\n')).toEqual([
      '● a page',
      ...page.slice(0, 30),
      '      …',
      'Tests: 1 failed',
      ...page.map((line) => line.slice(2)),
    ]);
  });

  it('cuts a line of a bundle', () => {
    expect(shortOutput('x'.repeat(10_000))).toHaveLength(241);
  });
});
