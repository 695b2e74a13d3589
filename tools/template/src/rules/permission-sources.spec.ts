import { describe, expect, it } from '@jest/globals';
import { belowApi, permission, templateOf } from './fixtures.js';
import { permissionSources } from './permission-sources.js';

const found = (SourceArn?: unknown) => permissionSources(templateOf({ Permission: permission(SourceArn) }));

describe('a permission', () => {
  it.each([
    ['a stage', belowApi('/prod/*')],
    ['a route', belowApi('/prod/$connect')],
    ['an authorizer', belowApi('/authorizers/${Authorizer}')],
  ])('may be for %s of an API of the stack', (_, source) => {
    expect(found(source)).toEqual([]);
  });

  it('may be for a rule of EventBridge of the stack, and for no other', () => {
    const ofRule = (resources: Parameters<typeof templateOf>[0], attribute = 'Arn') =>
      permissionSources(
        templateOf({ Permission: permission({ 'Fn::GetAtt': ['Rule', attribute] }), ...resources }),
      );
    const Rule = { Type: 'AWS::Events::Rule', Properties: {} };
    expect(ofRule({ Rule })).toEqual([]);
    expect(ofRule({ Rule }, 'Name')).toHaveLength(1);
    expect(ofRule({})).toHaveLength(1);
  });

  it('must have a source', () => {
    expect(found()).toEqual([
      { rule: 'permission-source', resource: 'Permission', detail: 'has no SourceArn' },
    ]);
  });

  it.each([
    ['any stage', belowApi('/*')],
    ['any authorizer', belowApi('/authorizers/*')],
    ['no authorizer', belowApi('/authorizers/')],
    [
      'an API that is not in the template',
      { 'Fn::Sub': belowApi('/prod/*')['Fn::Sub'].replace('Api}', 'Other}') },
    ],
    ['any API', { 'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*/prod/*' }],
    ['any account', { 'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:*:${Api}/prod/*' }],
    ['any Region', { 'Fn::Sub': 'arn:${AWS::Partition}:execute-api:*:${AWS::AccountId}:${Api}/prod/*' }],
    ['anything', '*'],
    ['a fixed account', 'arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/prod/*'],
  ])('must not be for %s', (_, source) => {
    expect(found(source)).toMatchObject([{ rule: 'permission-source', resource: 'Permission' }]);
  });
});
