import { at } from '../serverless-file/variables.js';
import type { TableDefinition } from '../serverless-file/deployment.js';
import { tableArn } from '../template/tables.js';
import type { AwsCall } from './statement.js';

/** Operations on several tables at once, and where the request names these. */
const BATCHES: ReadonlySet<string> = new Set(['BatchGetItem', 'BatchWriteItem']);
/** IAM knows the parts of a transaction only. */
const PARTS: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/**
 * What a request to DynamoDB does, in IAM's words, with the partition keys that it names.
 * @param operation - `GetItem`
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export function dynamodbCalls(
  operation: string,
  body: unknown,
  tables: readonly TableDefinition[],
): readonly AwsCall[] {
  const call = (action: string, table: string, parts: readonly unknown[], index?: string): AwsCall => {
    const leading = parts.flatMap((part) => leadingKeys(part, partitionKey(table, index, tables)));
    return {
      action: `dynamodb:${action}`,
      resource: `${nameOf(table)}${index === undefined ? '' : `/index/${index}`}`,
      context: leading.length === 0 ? {} : { 'dynamodb:leadingkeys': leading },
    };
  };
  if (BATCHES.has(operation)) {
    return Object.entries(at(body, 'RequestItems') ?? {}).map(([table, requests]) =>
      call(operation, table, Array.isArray(requests) ? requests : keysOf(requests)),
    );
  }
  const items = at(body, 'TransactItems');
  if (Array.isArray(items)) {
    return items.flatMap((item: unknown) =>
      Object.entries(item ?? {}).map(([kind, part]: [string, unknown]) =>
        call(PARTS[kind] ?? kind, String(at(part, 'TableName')), [part]),
      ),
    );
  }
  const table = at(body, 'TableName');
  if (typeof table !== 'string') return [{ action: `dynamodb:${operation}`, resource: '*', context: {} }];
  const index = at(body, 'IndexName');
  return [call(operation, table, [body], typeof index === 'string' ? index : undefined)];
}

/** Requests may name a table by its ARN. */
const nameOf = (table: string) => (table.startsWith('arn:') ? table : tableArn(table));

function keysOf(request: unknown): readonly unknown[] {
  const keys = at(request, 'Keys');
  return (Array.isArray(keys) ? keys : []).map((Key: unknown) => ({ Key }));
}

function partitionKey(
  table: string,
  index: string | undefined,
  tables: readonly TableDefinition[],
): string | undefined {
  const definition = tables.find(({ TableName }) => nameOf(TableName) === nameOf(table));
  const indexes = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap(
    (kind) => definition?.[kind] ?? [],
  );
  const owner = index === undefined ? definition : indexes.find((one) => at(one, 'IndexName') === index);
  const keys: unknown = at(owner, 'KeySchema');
  const hash = (Array.isArray(keys) ? keys : []).find((key: unknown) => at(key, 'KeyType') === 'HASH');
  return hash === undefined ? undefined : String(at(hash, 'AttributeName'));
}

/** The partition keys that one part of a request names. */
function leadingKeys(part: unknown, name: string | undefined): readonly string[] {
  if (name === undefined) return [];
  const put = at(part, 'PutRequest') ?? part;
  const removed = at(part, 'DeleteRequest') ?? part;
  const found =
    own(at(put, 'Item'), name) ??
    own(at(removed, 'Key'), name) ??
    queried(part, name) ??
    legacyQuery(part, name);
  const value: unknown = Object.values(found ?? {})[0];
  return value === undefined ? [] : [String(value)];
}

/** The one partition that a query's key condition names. */
function queried(body: unknown, name: string): unknown {
  const expression = at(body, 'KeyConditionExpression');
  if (typeof expression !== 'string') return undefined;
  for (const [, left = '', right = ''] of expression.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)) {
    const attribute = left.startsWith('#') ? own(at(body, 'ExpressionAttributeNames'), left) : left;
    if (attribute === name) return own(at(body, 'ExpressionAttributeValues'), right);
  }
  return undefined;
}

function legacyQuery(body: unknown, name: string): unknown {
  const values = at(own(at(body, 'KeyConditions'), name), 'AttributeValueList');
  return Array.isArray(values) ? values[0] : undefined;
}

/** A property by its whole name, which may have dots. */
function own(object: unknown, name: string): unknown {
  return Object.hasOwn(Object(object), name) ? (Object(object)[name] as unknown) : undefined;
}
