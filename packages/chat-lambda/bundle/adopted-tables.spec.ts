import { describe, expect, it } from '@jest/globals';
import { withAdoptedTables } from './adopted-tables.mjs';

const ARN = 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/chat-restored';

function template(name: string, others: object = {}) {
  return {
    Resources: {
      Table: { Type: 'AWS::DynamoDB::Table', Metadata: { AdoptedTable: name }, Properties: {} },
      Other: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      ...others,
    },
    Outputs: { Name: { Value: { Ref: 'Table' } }, OtherName: { Value: { Ref: 'Other' } } },
  };
}

describe('a template that adopts a table', () => {
  it('has no such table, and names the one that is there', () => {
    expect(withAdoptedTables(template('chat-restored'))).toEqual({
      Resources: { Other: { Type: 'AWS::DynamoDB::Table', Properties: {} } },
      Outputs: { Name: { Value: 'chat-restored' }, OtherName: { Value: { Ref: 'Other' } } },
    });
  });

  it.each([
    [{ Ref: 'Table' }, 'chat-restored'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, { 'Fn::Sub': ARN }],
    [{ 'Fn::GetAtt': 'Table.Arn' }, { 'Fn::Sub': ARN }],
    [{ 'Fn::Sub': '${Table.Arn}' }, { 'Fn::Sub': ARN }],
    [{ 'Fn::Sub': '${Table.Arn}/index/*' }, { 'Fn::Sub': `${ARN}/index/*` }],
    [{ 'Fn::Sub': 'of ${Table} in ${AWS::Region}' }, { 'Fn::Sub': 'of chat-restored in ${AWS::Region}' }],
    [
      { 'Fn::Sub': ['${Table}/${own}', { own: { Ref: 'Table' } }] },
      { 'Fn::Sub': ['chat-restored/${own}', { own: 'chat-restored' }] },
    ],
    [{ 'Fn::Join': ['', ['a', { Ref: 'Table' }]] }, { 'Fn::Join': ['', ['a', 'chat-restored']] }],
    [{ 'Fn::GetAtt': ['Other', 'Arn'] }, { 'Fn::GetAtt': ['Other', 'Arn'] }],
    [{ 'Fn::Sub': '${Other.Arn} ${TableOther}' }, { 'Fn::Sub': '${Other.Arn} ${TableOther}' }],
  ])('says %j as %j', (value, expected) => {
    const role = { Type: 'AWS::IAM::Role', Properties: { Resource: [value] } };
    expect(withAdoptedTables(template('chat-restored', { role }))).toMatchObject({
      Resources: { role: { Properties: { Resource: [expected] } } },
    });
  });

  it('is the same where no table is named', () => {
    const whole = template('');
    expect(withAdoptedTables(whole)).toBe(whole);
    expect(withAdoptedTables({})).toEqual({});
  });

  it.each(['my table', 'ab', '${Table}', 'arn:aws:dynamodb:eu-central-1:1:table/chat'])(
    'is refused where %s is to be a table',
    (name) => {
      expect(() => withAdoptedTables(template(name))).toThrow(
        `tableName: ${name} is not the name of a table`,
      );
    },
  );

  it('is refused where it asks for what only a table of the stack has', () => {
    const stream = { Type: 'X', Properties: { Arn: { 'Fn::GetAtt': ['Table', 'StreamArn'] } } };
    expect(() => withAdoptedTables(template('chat-restored', { stream }))).toThrow(
      'Table.StreamArn is not known of an adopted table',
    );
  });
});
