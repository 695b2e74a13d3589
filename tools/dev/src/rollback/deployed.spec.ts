import { describe, expect, it } from '@jest/globals';
import { deployedOf, timestampIn } from './deployed.js';

const key = (timestamp: number) =>
  `serverless/chat/prod/${timestamp}-${new Date(timestamp).toISOString()}/send-message.zip`;
const template = (table?: object, ...keys: string[]) =>
  JSON.stringify({
    Resources: {
      ...Object.fromEntries(
        keys.map((S3Key, index) => [
          `F${index}`,
          { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key } } },
        ]),
      ),
      ...(table && { ChatTable: table }),
    },
  });

describe('a deployed template', () => {
  it('says when it was packaged', () => {
    expect(deployedOf(template({}, key(1_795_981_912_830), key(1_795_981_912_830))).timestamp).toBe(
      1_795_981_912_830,
    );
    expect(deployedOf(template({})).timestamp).toBeNull();
    expect(timestampIn('serverless/chat/prod/notes.txt')).toBeNull();
  });

  it.each([
    ['deleted', { DeletionPolicy: 'Delete', Properties: { DeletionProtectionEnabled: false } }],
    ['deleted', { DeletionPolicy: 'Delete' }],
    ['protected', { DeletionPolicy: 'Delete', Properties: { DeletionProtectionEnabled: 'true' } }],
    ['kept', { DeletionPolicy: 'Retain', Properties: { DeletionProtectionEnabled: true } }],
    ['kept', {}],
    ['not of the stack', undefined],
  ])('says that the table is %s with the stack', (fate, table) => {
    expect(deployedOf(template(table)).table).toBe(fate);
  });
});
