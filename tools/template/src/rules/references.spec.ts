import { describe, expect, it } from '@jest/globals';
import { templateOf } from './fixtures.js';
import { danglingReferences } from './references.js';

describe('a reference', () => {
  const found = (Properties: Readonly<Record<string, unknown>>) =>
    danglingReferences(templateOf({ Queue: { Type: 'AWS::SQS::Queue', Properties } }), (type) =>
      type === 'AWS::SQS::Queue' ? ['Arn'] : [],
    ).map(({ detail }) => detail);

  it.each([
    { Ref: 'Api' },
    { Ref: 'AWS::Region' },
    { 'Fn::GetAtt': ['Queue', 'Arn'] },
    { 'Fn::GetAtt': 'Queue.Arn' },
    { 'Fn::Sub': '${Queue.Arn}/${AWS::Region}/${!Literal}' },
  ])('%j leads somewhere', (QueueName) => {
    expect(found({ QueueName })).toEqual([]);
  });

  it.each([
    [{ Ref: 'Stack' }, 'Stack'],
    [{ 'Fn::GetAtt': ['Queue', 'Length'] }, 'Queue.Length'],
    [{ 'Fn::Sub': '${Stack.Arn}' }, 'Stack.Arn'],
  ])('%j leads nowhere', (QueueName, name) => {
    expect(found({ QueueName })).toEqual([`${name} is not in the template`]);
  });
});
