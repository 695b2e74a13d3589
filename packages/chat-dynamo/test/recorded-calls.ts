import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A call that a client made, and what it consumed. */
export interface RecordedCall {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Capacity units. */
  readonly units: number;
  /** Items that a query read, or a read found. */
  readonly items: number;
}

/** Keeps every call of a client from now on, asking the engine what each consumed. */
export function recordCalls(client: DynamoDBDocumentClient): RecordedCall[] {
  const calls: RecordedCall[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' as const };
      const result = await next({ ...args, input });
      calls.push({
        command: String(context['commandName']),
        input,
        units: unitsOf(result.output),
        items: itemsIn(result.output),
      });
      return result;
    },
    { step: 'initialize', priority: 'low', name: 'recordCalls' },
  );
  return calls;
}

function unitsOf(output: object): number {
  const consumed: unknown = 'ConsumedCapacity' in output ? output.ConsumedCapacity : [];
  const parts: readonly unknown[] = Array.isArray(consumed) ? consumed : [consumed];
  return parts.reduce<number>((sum, part) => sum + unitsIn(part), 0);
}

function unitsIn(part: unknown): number {
  if (typeof part !== 'object' || part === null || !('CapacityUnits' in part)) return 0;
  return Number(part.CapacityUnits);
}

function itemsIn(output: object): number {
  if ('ScannedCount' in output) return Number(output.ScannedCount);
  return 'Item' in output && output.Item !== undefined ? 1 : 0;
}
