import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What a piece of work asked of the store. */
export interface Consumption {
  calls: number;
  readUnits: number;
  writeUnits: number;
}

/** Adds up what every call of a client consumes from now on, as the engine says. */
export function meterOf(client: DynamoDBDocumentClient): Consumption {
  const meter: Consumption = { calls: 0, readUnits: 0, writeUnits: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next({
        ...args,
        input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' as const },
      });
      meter.calls += 1;
      const reads = /^(Get|Query|Scan|BatchGet)/.test(String(context['commandName']));
      meter[reads ? 'readUnits' : 'writeUnits'] += unitsOf(result.output);
      return result;
    },
    { step: 'initialize', priority: 'low', name: 'capacityMeter' },
  );
  return meter;
}

/** A call names one table's units, a batch those of each table. */
function unitsOf(output: object): number {
  if (!('ConsumedCapacity' in output)) return 0;
  const tables: readonly unknown[] = [output.ConsumedCapacity].flat();
  return tables.reduce<number>((sum, one) => sum + (one instanceof Object ? unitsIn(one) : 0), 0);
}

function unitsIn(table: object): number {
  return 'CapacityUnits' in table ? Number(table.CapacityUnits) : 0;
}
