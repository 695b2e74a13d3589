import { describe, expect, it } from '@jest/globals';
import { rollbackOptions, targetOf } from './rollback-options.js';

const [first, second, third] = [1_795_000_000_000, 1_795_000_060_000, 1_795_000_120_000];

describe('the flags of rollback', () => {
  it('name a stage; the Region is that of serverless.yml', () => {
    expect(rollbackOptions(['--stage', 'prod'], {})).toEqual({
      stage: 'prod',
      region: 'eu-central-1',
      isSure: false,
    });
    const argv = ['--stage', 'dev', '--to', String(first), '--yes'];
    expect(rollbackOptions(argv, { AWS_REGION: 'us-east-1' })).toEqual({
      ...{ stage: 'dev', region: 'us-east-1', isSure: true, to: first },
    });
    expect(
      rollbackOptions(['--stage', 'dev', '--region', 'eu-west-1'], { AWS_REGION: 'us-east-1' }).region,
    ).toBe('eu-west-1');
  });

  it.each([
    [[], 'name the --stage'],
    [['--stage', ''], 'name the --stage'],
    [['--stage', 'a b'], 'name the --stage'],
    [['--stage', 'dev', '--to', 'yesterday'], '--to is the number'],
    [['--stage', 'dev', '--force'], '--force'],
  ])('are refused in one line: %j', (argv, line) => {
    expect(() => rollbackOptions(argv, {})).toThrow(line);
  });
});

describe('the deployment to go back to', () => {
  it('is the one before, in whatever order they are listed', () => {
    expect(targetOf({}, [third, first, second], third)).toBe(second);
  });

  it('is one further back after a rollback, never the one that was taken back', () => {
    expect(targetOf({}, [first, second, third], second)).toBe(first);
    expect(() => targetOf({}, [first, second, third], first)).toThrow(
      'no deployment before this one is kept; there are\n' +
        `  --to ${third}  of 2026-11-18 11:08:40 UTC\n  --to ${second}  of 2026-11-18 11:07:40 UTC`,
    );
  });

  it('may be any other one that is there', () => {
    expect(targetOf({ to: third }, [first, second, third], first)).toBe(third);
    expect(() => targetOf({ to: second }, [first, third], first)).toThrow(
      `--to ${second} is none to go back to`,
    );
    expect(() => targetOf({ to: first }, [first], first)).toThrow(/none to go back to$/);
  });

  it('is named by the user where it cannot be told what is deployed', () => {
    expect(() => targetOf({}, [first, second], null)).toThrow(`--to ${second}`);
    expect(targetOf({ to: first }, [first, second], null)).toBe(first);
  });
});
