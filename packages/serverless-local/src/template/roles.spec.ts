import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isAllowed } from '../permissions/is-allowed.js';
import { refuseUnreadable } from '../permissions/refuse-unreadable.js';
import { readDeployment } from '../serverless-file/read-deployment.js';

const PREAMBLE = 'service: tea\n';
const RESOURCES = `
resources:
  Conditions: { Never: !Equals [a, b] }
  Resources:
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: cups } }
    Jobs: { Type: 'AWS::SQS::Queue' }
    Reader:
      Type: AWS::IAM::Role
      Properties:
        Policies:
          - PolicyDocument:
              Statement:
                - { Effect: Allow, Action: 'logs:*', Resource: !GetAtt ReaderLogGroup.Arn }
                - Effect: Allow
                  Action: dynamodb:GetItem
                  Resource: [!GetAtt Table.Arn, !Sub '\${Table.Arn}/index/*']
    Extra:
      Type: AWS::IAM::Policy
      Properties:
        Roles: [!Ref Reader]
        PolicyDocument: { Statement: { Effect: Allow, Action: dynamodb:Query, Resource: '*' } }
    Off:
      Type: AWS::IAM::Policy
      Condition: Never
      Properties:
        Roles: [!Ref Reader]
        PolicyDocument: { Statement: { Effect: Allow, Action: dynamodb:Scan, Resource: '*' } }`;

describe('the role of a function', () => {
  let path: string;
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'roles-')), 'serverless.yml');
  });
  afterEach(() => rmSync(join(path, '..'), { recursive: true }));

  function read(yaml: string) {
    writeFileSync(path, `${PREAMBLE}${yaml}${RESOURCES}`);
    return readDeployment(path, { environment: {}, managementUrl: '' });
  }

  /** What a function called `cup` may do of these, on the table, the queue and the API. */
  function may(yaml: string): readonly string[] {
    const role = read(yaml).roles.get('cup');
    const calls = [
      ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:123456789012:table/cups'],
      ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:123456789012:table/pots'],
      ['dynamodb:Query', 'arn:aws:dynamodb:us-east-1:123456789012:table/cups/index/x'],
      ['dynamodb:Scan', 'arn:aws:dynamodb:us-east-1:123456789012:table/cups'],
      ['sqs:ReceiveMessage', 'arn:aws:sqs:us-east-1:000000000000:Jobs'],
      [
        'execute-api:ManageConnections',
        'arn:aws:execute-api:us-east-1:123456789012:localchat/dev/POST/@connections/x',
      ],
    ] as const;
    return calls
      .filter(
        ([action, resource]) => role !== undefined && isAllowed(role, { action, resource, context: {} }),
      )
      .map(([action, resource]) => `${action} ${resource.split(/[:/]/).at(-1) ?? ''}`);
  }
  const cup = (rest: string) => `functions: { cup: { handler: a.b, ${rest} } }`;

  it.each(['role: Reader', 'role: !GetAtt Reader.Arn', 'role: { "Fn::GetAtt": [Reader, Arn] }'])(
    'is one of the template, with the policies attached to it: %s',
    (role) => {
      expect(may(cup(role))).toEqual(['dynamodb:GetItem cups', 'dynamodb:Query x']);
    },
  );

  it('may be named for all functions at once', () => {
    const all = ['dynamodb:GetItem cups', 'dynamodb:Query x'];

    expect(may(`provider: { iam: { role: !GetAtt Reader.Arn } }\n${cup('')}`)).toEqual(all);
    expect(may(`provider: { role: Reader }\n${cup('')}`)).toEqual(all);
  });

  it('is without one what the framework makes: the connections, and the queues that feed functions', () => {
    expect(may(cup(''))).toEqual(['execute-api:ManageConnections x']);
    expect(may(cup('events: [{ sqs: !GetAtt Jobs.Arn }]'))).toEqual([
      'sqs:ReceiveMessage Jobs',
      'execute-api:ManageConnections x',
    ]);
  });

  it.each(['iam: { role: { statements: [STATEMENT] } }', 'iamRoleStatements: [STATEMENT]'])(
    'has what the provider says for all: %s',
    (provider) => {
      const statement = '{ Effect: Allow, Action: [dynamodb:Scan], Resource: !GetAtt Table.Arn }';
      const yaml = `provider: { ${provider.replace('STATEMENT', statement)} }\n${cup('')}`;

      expect(may(yaml)).toEqual(['dynamodb:Scan cups', 'execute-api:ManageConnections x']);
    },
  );

  it('that is not in the file is not enforced', () => {
    expect(may(cup('role: "arn:aws:iam::1:role/elsewhere"'))).toHaveLength(6);
    expect(
      may(`provider: { iam: { role: { managedPolicies: ["arn:aws:iam::aws:policy/X"] } } }\n${cup('')}`),
    ).toHaveLength(6);
  });

  it('must be able to read the queues that feed the function', () => {
    const refused = (role: string) => () =>
      refuseUnreadable(read(cup(`${role} events: [{ sqs: !GetAtt Jobs.Arn }]`)));

    expect(refused('')).not.toThrow();
    expect(refused('role: Reader,')).toThrow(
      'serverless.yml: functions.cup.events: its role lacks sqs:ReceiveMessage on arn:aws:sqs:us-east-1:000000000000:Jobs',
    );
  });
});
