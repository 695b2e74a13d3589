import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { permission } from './fixtures.js';
import { isArnLike, isPermitted } from './invocation.js';

const ours = 'arn:aws:execute-api:eu-central-1:111111111111:abcdef1234/prod/*';
const principal = 'apigateway.amazonaws.com';

describe('an ARN', () => {
  it.each([
    ['arn:aws:execute-api:eu-central-1:111111111111:abcdef1234/prod/$connect', true],
    ['arn:aws:execute-api:eu-central-1:111111111111:abcdef1234/prod/a:b/c', true],
    ['arn:aws:execute-api:eu-central-1:111111111111:abcdef1234/dev/$connect', false],
    ['arn:aws:execute-api:eu-central-1:111111111111:other56789/prod/$connect', false],
    ['arn:aws:execute-api:eu-central-1:222222222222:abcdef1234/prod/$connect', false],
    ['arn:aws:execute-api:eu-west-1:111111111111:abcdef1234/prod/$connect', false],
    ['arn:aws-cn:execute-api:eu-central-1:111111111111:abcdef1234/prod/$connect', false],
    ['abcdef1234/prod/$connect', false],
  ])('%s is like the pattern of a stage: %s', (arn, expected) => {
    expect(isArnLike(ours, arn)).toBe(expected);
  });

  it('is like itself, and no text is more than itself but for * and ?', () => {
    const part = fc.stringMatching(/^[\w.$+()|[\]-]{1,8}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 6, maxLength: 6 }), part, (parts, other) => {
        const arn = parts.join(':');
        expect(isArnLike(arn, arn)).toBe(true);
        expect(isArnLike(arn, [...parts.slice(0, 5), other].join(':'))).toBe(other === parts[5]);
      }),
    );
  });

  it('is matched part by part: a * does not reach over a colon but in the last', () => {
    expect(isArnLike('arn:aws:sqs:*:q', 'arn:aws:sqs:eu-central-1:111111111111:q')).toBe(false);
    expect(isArnLike('arn:aws:sqs:*:1111?1111111:q', 'arn:aws:sqs:eu-central-1:111111111111:q')).toBe(true);
  });
});

describe('a permission without a source', () => {
  it('lets the API of any account in: what these checks are there for', () => {
    const sourceArn = 'arn:aws:execute-api:eu-central-1:222222222222:other56789/prod/sendMessage';
    expect(isPermitted(permission(), { principal, sourceArn }, String)).toBe(true);
    expect(isPermitted(permission(ours), { principal, sourceArn }, String)).toBe(false);
    const own = sourceArn.replace('222222222222:other56789', '111111111111:abcdef1234');
    expect(isPermitted(permission(ours), { principal, sourceArn: own }, String)).toBe(true);
    expect(isPermitted(permission(ours), { principal: 's3.amazonaws.com', sourceArn: own }, String)).toBe(
      false,
    );
  });
});
