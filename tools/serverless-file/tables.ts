import type { TableDefinition } from './deployment.js';
import { at, type Variables } from './variables.js';

/** A table of the template, ready to be made. */
export interface DeployedTable {
  readonly logicalId: string;
  readonly input: TableDefinition;
}

/** What of a table is the same on this machine. */
const PROPERTIES = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];

/**
 * The DynamoDB tables among a template's resources, with what is needed to make them.
 * @param templates - one template, or a list whose members may be files of their own
 */
export function deployedTables(templates: unknown, variables: Variables): readonly DeployedTable[] {
  return (Array.isArray(templates) ? templates : [templates]).flatMap((template: unknown, index) => {
    const place = `resources.${index}`;
    // Only the name of a file: what is in it is resolved where it is needed.
    const parsed = typeof template === 'string' ? variables.included(template, place) : template;
    return Object.entries(at(parsed, 'Resources') ?? {})
      .filter(([, resource]) => at(resource, 'Type') === 'AWS::DynamoDB::Table')
      .map(([logicalId, resource]) => deployedTable(logicalId, resource, variables, `${place}.${logicalId}`));
  });
}

function deployedTable(
  logicalId: string,
  resource: unknown,
  variables: Variables,
  place: string,
): DeployedTable {
  const properties = PROPERTIES.map(
    (key) => [key, variables.resolve(at(resource, `Properties.${key}`), `${place}.${key}`)] as const,
  ).filter(([, value]) => value !== undefined);
  const defined: Readonly<Record<string, unknown>> = Object.fromEntries(properties);
  const TableName = String(defined['TableName'] ?? logicalId);
  return { logicalId, input: { ...defined, TableName, BillingMode: 'PAY_PER_REQUEST' } };
}
