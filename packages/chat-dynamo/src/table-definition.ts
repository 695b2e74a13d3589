import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** The attribute in which DynamoDB finds the time (epoch seconds) from which it may delete an item. */
export const TTL_ATTRIBUTE = 'ttl';

/**
 * The table as input of `CreateTable`: for a local engine. A deployed stack declares the same in its template, with
 * {@link TTL_ATTRIBUTE} switched on; engines that know no TTL are fine, because every read checks the time itself.
 */
export function tableDefinition(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'PK', AttributeType: 'S' },
      { AttributeName: 'SK', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'PK', KeyType: 'HASH' },
      { AttributeName: 'SK', KeyType: 'RANGE' },
    ],
  };
}
