/** What happens to the table when its stack is removed. */
export type TableFate = 'deleted' | 'kept' | 'not of the stack' | 'protected';

/** What a deployed template says. */
export interface Deployed {
  /** When it was packaged, in epoch milliseconds; `null` where no function says so. */
  readonly timestamp: number | null;
  readonly table: TableFate;
}

interface Resource {
  readonly Type?: string;
  readonly DeletionPolicy?: string;
  readonly Properties?: {
    readonly DeletionProtectionEnabled?: unknown;
    readonly Code?: { readonly S3Key?: unknown };
  };
}

/** A folder of a deployment in the bucket: `serverless/<service>/<stage>/<epoch milliseconds>-<the same in ISO 8601>/…`. */
const FOLDER = /\/(\d+)-\d{4}-\d{2}-\d{2}T[^/]*\//;

/** Reads a template as CloudFormation has it. */
export function deployedOf(template: string): Deployed {
  const { Resources }: { readonly Resources: Readonly<Record<string, Resource>> } = JSON.parse(template);
  const functions = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  const times = functions.flatMap(({ Properties }) => timestampIn(String(Properties?.Code?.S3Key)) ?? []);
  return { timestamp: times.length === 0 ? null : Math.max(...times), table: fateOf(Resources['ChatTable']) };
}

/** When the deployment was packaged to which a key of the bucket belongs; `null` for any other key. */
export function timestampIn(key: string): number | null {
  const found = FOLDER.exec(key)?.[1];
  return found === undefined ? null : Number(found);
}

function fateOf(table: Resource | undefined): TableFate {
  if (table === undefined) return 'not of the stack';
  if (table.DeletionPolicy !== 'Delete') return 'kept';
  return String(table.Properties?.DeletionProtectionEnabled) === 'true' ? 'protected' : 'deleted';
}
