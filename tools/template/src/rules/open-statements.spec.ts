import { describe, expect, it } from '@jest/globals';
import { roleWith, templateOf } from './fixtures.js';
import { openStatements } from './open-statements.js';

const Table = { 'Fn::GetAtt': ['Table', 'Arn'] };

describe('a statement', () => {
  it.each([
    ['one table', { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: Table }],
    [
      'the connections of one API',
      {
        Effect: 'Allow',
        Action: 'execute-api:ManageConnections',
        Resource: {
          'Fn::Sub':
            'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/POST/@connections/*',
        },
      },
    ],
    [
      'the objects of one bucket',
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' },
    ],
    ['nothing, by denying all', { Effect: 'Deny', Action: '*', Resource: '*' }],
  ])('may be about %s', (_, statement) => {
    expect(openStatements(roleWith(statement))).toEqual([]);
  });

  it.each([
    ['all actions of a service', { Action: 'dynamodb:*', Resource: Table }, 'wildcard-action', 'dynamodb:*'],
    [
      'all actions that begin alike',
      { Action: ['dynamodb:Get*'], Resource: Table },
      'wildcard-action',
      'dynamodb:Get*',
    ],
    ['all actions but one', { NotAction: 'iam:*', Resource: Table }, 'wildcard-action', '* (NotAction)'],
    ['everything', { Action: 'sqs:SendMessage', Resource: ['*'] }, 'wildcard-resource', '*'],
    ['everything but one', { Action: 'sqs:SendMessage', NotResource: Table }, 'wildcard-resource', '*'],
    [
      'everything of a service',
      {
        Action: 'sqs:SendMessage',
        Resource: { 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:*' },
      },
      'wildcard-resource',
      'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:*',
    ],
    [
      'any account',
      { Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-central-1:*:queue' },
      'wildcard-resource',
      'arn:aws:sqs:eu-central-1:*:queue',
    ],
  ])('must not allow %s', (_, statement, rule, detail) => {
    expect(openStatements(roleWith({ Effect: 'Allow', ...statement }))).toEqual([
      { rule, resource: 'Role', detail },
    ]);
  });

  it('must not be a permission to do anything with a function', () => {
    const Permission = { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:*' } };
    expect(openStatements(templateOf({ Permission }))).toMatchObject([{ rule: 'wildcard-action' }]);
  });
});
