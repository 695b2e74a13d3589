import { describe, expect, it } from '@jest/globals';
import { isAllowed } from './is-allowed.js';
import { readStatements } from './read-statements.js';
import type { AwsCall } from './statement.js';

const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/tea';
const read: AwsCall = { action: 'dynamodb:GetItem', resource: table, context: {} };

const role = (statements: unknown, complete = true) => ({
  statements: readStatements(statements, (value) => String(value), 'roles'),
  complete,
});
const allow = (rest: object = {}) => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: table,
  ...rest,
});
const leading = (...keys: string[]): AwsCall => ({ ...read, context: { 'dynamodb:leadingkeys': keys } });

describe('a role', () => {
  it.each<[string, unknown, AwsCall]>([
    ['the action on the resource', allow(), read],
    ['one action of a list', [allow({ Action: ['dynamodb:Query', 'dynamodb:GetItem'] })], read],
    ['all actions of a service', allow({ Action: 'dynamodb:*' }), read],
    ['an action in other letters', allow({ Action: 'DynamoDB:getitem' }), read],
    ['all resources', allow({ Resource: '*' }), read],
    ['resources by a pattern', allow({ Resource: 'arn:aws:dynamodb:*:table/t?a' }), read],
    ['all but another action', allow({ Action: undefined, NotAction: 'dynamodb:Scan' }), read],
    ['all but another resource', allow({ Resource: undefined, NotResource: `${table}-b` }), read],
    [
      'a queue by the account of this machine',
      allow({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:123456789012:jobs' }),
      { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:us-east-1:000000000000:jobs', context: {} },
    ],
    ['a call that does not say its resource', allow(), { ...read, resource: undefined }],
    [
      'the partitions of a condition',
      allow({ Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['A#*', 'B#1'] } } }),
      leading('A#2', 'B#1'),
    ],
    [
      'where a condition is about nothing',
      allow({ Condition: { StringEqualsIfExists: { 'aws:x': 'y' } } }),
      read,
    ],
    ['where a key is absent as it should be', allow({ Condition: { Null: { 'aws:x': 'true' } } }), read],
    [
      'other partitions than that of a condition',
      allow({ Condition: { 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': 'A#1' } } }),
      leading('A#2'),
    ],
  ])('allows %s', (_, statements, call) => {
    expect(isAllowed(role(statements), call)).toBe(true);
  });

  it.each<[string, unknown, AwsCall]>([
    ['what it says nothing of', [], read],
    ['another action', allow({ Action: 'dynamodb:GetItems' }), read],
    ['an action of which it names a part', allow({ Action: 'dynamodb:Get' }), read],
    ['another resource', allow({ Resource: `${table}-b` }), read],
    ['a resource in other letters', allow({ Resource: table.toUpperCase() }), read],
    ['a text that only looks like a pattern', allow({ Resource: table.replace('tea', 't.a') }), read],
    ['what it denies elsewhere', [allow(), allow({ Effect: 'Deny', Resource: '*' })], read],
    ['what it excepts', allow({ Action: undefined, NotAction: ['dynamodb:GetItem'] }), read],
    [
      'a partition outside of a condition',
      allow({ Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['A#1'] } } }),
      leading('A#1', 'B#1'),
    ],
    [
      'where a condition asks what is not known',
      allow({ Condition: { StringEquals: { 'aws:x': 'y' } } }),
      read,
    ],
    ['where a key is absent', allow({ Condition: { Null: { 'aws:x': 'false' } } }), read],
  ])('does not allow %s', (_, statements, call) => {
    expect(isAllowed(role(statements), call)).toBe(false);
  });

  it('of which the file does not say all allows all but what it denies', () => {
    expect(isAllowed(role([], false), read)).toBe(true);
    expect(isAllowed(role([allow({ Effect: 'Deny' })], false), read)).toBe(false);
  });

  it('with a condition that is not known here is refused', () => {
    expect(() => role(allow({ Condition: { DateLessThan: { 'aws:CurrentTime': '2030' } } }))).toThrow(
      'serverless.yml: roles.0.Condition: the operator DateLessThan is not known here',
    );
  });
});
