import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PackagedStack } from '@serverless-ws/template/package-stack.js';
import { danglingReferences } from '@serverless-ws/template/rules/references.js';
import { ResourceSchemas } from '@serverless-ws/template/rules/resource-schemas.js';
import { functions, ofType, permissions, properties } from '@serverless-ws/template/template.js';
import { CHOSEN, packagedStage } from './packaged-stages.js';

const { tableName: NAME, secretArn: SECRET } = CHOSEN;
const ARN = `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/${NAME}`;

describe('a stack with a table and a secret that exist already', () => {
  let stack: PackagedStack;

  beforeAll(async () => {
    stack = await packagedStage('dev');
  });

  it('has no table, and refers to none of its own', () => {
    expect(ofType(stack, 'AWS::DynamoDB::Table')).toEqual([]);
    const schemas = new ResourceSchemas();
    const template = { Resources: stack.resources };
    expect(danglingReferences(template, (type) => schemas.attributesOf(type))).toEqual([]);
    expect(JSON.stringify(stack.resources)).not.toMatch(/ChatTable(?!Name)/);
    expect(stack.outputs['ChatTableName']).toMatchObject({ Value: NAME });
  });

  it('names it to every function that had the table of the stack, and allows these nothing but that one', () => {
    const others = functions.filter((name) => name !== 'Authorizer');
    for (const name of others) {
      const { Variables } = Object(properties(stack, `${name}LambdaFunction`)['Environment']);
      expect(Variables).toMatchObject({ CHAT_TABLE: NAME });
      const onTables = permissions(stack, `${name}Role`).filter(([actions]) =>
        actions.some((action) => String(action).startsWith('dynamodb:')),
      );
      expect(onTables.map(([, resources]) => resources)).toEqual([[ARN]]);
    }
  });

  it('lets the authorizer read the secret, and nothing else anything that is a secret', () => {
    expect(Object(properties(stack, 'AuthorizerLambdaFunction')['Environment']).Variables).toMatchObject({
      JWT_SECRET: '',
      JWT_SECRET_ARN: SECRET,
    });
    expect(stack.resources['JwtSecretPolicy']).toMatchObject({
      Condition: 'HasJwtSecret',
      Properties: {
        Roles: [{ Ref: 'AuthorizerRole' }],
        PolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: SECRET }],
        },
      },
    });
    expect(stack.conditions['HasJwtSecret']).toEqual({ 'Fn::Not': [{ 'Fn::Equals': [SECRET, ''] }] });
    const roles = JSON.stringify(ofType(stack, 'AWS::IAM::Role'));
    expect(roles).not.toContain('secretsmanager');
  });
});
