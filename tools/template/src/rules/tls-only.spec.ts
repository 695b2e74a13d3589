import { describe, expect, it } from '@jest/globals';
import { templateOf } from './fixtures.js';
import { plainTextResources } from './tls-only.js';

const Queue = { Type: 'AWS::SQS::Queue' };
const Topic = { Type: 'AWS::SNS::Topic' };
const denial = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const policy = (statement: object, holder = 'Queue') => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: { Queues: [{ Ref: holder }], PolicyDocument: { Statement: [statement] } },
});

describe('a queue', () => {
  it('takes TLS only where a policy of it denies all else', () => {
    expect(plainTextResources(templateOf({ Queue, Policy: policy(denial) }))).toEqual([]);
  });

  it.each([
    ['no policy', {}],
    ['the policy of another queue', { Other: Queue, Policy: policy(denial, 'Other') }],
    ['a policy that denies sending only', { Policy: policy({ ...denial, Action: 'sqs:SendMessage' }) }],
    [
      'a policy that denies one account only',
      { Policy: policy({ ...denial, Principal: { AWS: '123456789012' } }) },
    ],
    ['a policy that allows', { Policy: policy({ ...denial, Effect: 'Allow' }) }],
    [
      'a policy on something else',
      { Policy: policy({ ...denial, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }) },
    ],
  ])('does not with %s', (_, others) => {
    expect(plainTextResources(templateOf({ Queue, ...others }))).toContainEqual({
      rule: 'tls-only',
      resource: 'Queue',
      detail: 'no AWS::SQS::QueuePolicy denies plain HTTP',
    });
  });
});

describe('a topic', () => {
  it('takes TLS only where a policy of it denies all else', () => {
    expect(plainTextResources(templateOf({ Topic }))).toMatchObject([{ resource: 'Topic' }]);
    const statement = { ...denial, Action: 'sns:Publish', Resource: { Ref: 'Topic' } };
    const Policy = {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: { Statement: statement } },
    };
    expect(plainTextResources(templateOf({ Topic, Policy }))).toEqual([]);
  });
});
