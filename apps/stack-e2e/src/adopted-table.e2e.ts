import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageStack, type PackagedStack } from '@serverless-ws/template/package-stack.js';
import { danglingReferences } from '@serverless-ws/template/rules/references.js';
import { ResourceSchemas } from '@serverless-ws/template/rules/resource-schemas.js';
import { functions, ofType, permissions, properties } from '@serverless-ws/template/template.js';
import { packagedDev } from './packaged-dev.js';

const NAME = 'chat-restored';
const ARN = `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/${NAME}`;

describe('a stack that adopts a table', () => {
  let folder: string;
  let stack: PackagedStack;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'adopted-'));
    const parameters = [`tableName=${NAME}`, 'alarms=on'];
    stack = await packageStack('dev', folder, { JWT_SECRET: packagedDev.secret }, parameters);
  });
  afterAll(() => rm(folder, { recursive: true }));

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
});
