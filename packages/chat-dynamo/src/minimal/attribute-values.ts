import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

type Fields = Readonly<Record<string, unknown>>;
type Convert = (value: unknown) => unknown;

/** A call's input with its attribute values as DynamoDB has them on the wire: `{ S: 'text' }`. */
export const marshalled = inEveryItem((item) => marshall(item, { removeUndefinedValues: true }));

/** A call's output with its attribute values as JavaScript's own. */
export const unmarshalled = inEveryItem(unmarshall);

/** Converts the items and keys of an input or an output; their fields have the same names in all operations. */
function inEveryItem(convertItem: (item: Record<string, never>) => unknown): (body: object) => Fields {
  const item: Convert = (value) => convertItem({ ...Object(value) });
  const read = inFields({ Keys: each(item) });
  const write = each(
    inFields({ PutRequest: inFields({ Item: item }), DeleteRequest: inFields({ Key: item }) }),
  );
  const batch = each((requests) => (Array.isArray(requests) ? write(requests) : read(requests)));
  return inFields({
    ...{ Key: item, Item: item, ExpressionAttributeValues: item, ExclusiveStartKey: item },
    ...{ Attributes: item, LastEvaluatedKey: item, Items: each(item), Responses: each(each(item)) },
    ...{ RequestItems: batch, UnprocessedItems: batch, UnprocessedKeys: batch },
  });
}

/** Converts the named fields of an object where it has them, and leaves the others as they are. */
function inFields(conversions: Readonly<Record<string, Convert>>): (value: unknown) => Fields {
  return (value) => {
    const fields: Record<string, unknown> = { ...Object(value) };
    for (const [name, convert] of Object.entries(conversions)) {
      if (fields[name] !== undefined) fields[name] = convert(fields[name]);
    }
    return fields;
  };
}

/** Converts the elements of an array, or the fields of an object: batches have one field a table. */
function each(convert: Convert): Convert {
  return (value) =>
    Array.isArray(value)
      ? value.map(convert)
      : Object.fromEntries(Object.entries(Object(value)).map(([name, field]) => [name, convert(field)]));
}
