import type { TableDefinition } from './deployment.js';
import { resourcesOfType, type TemplateResource } from './resources.js';
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

/** The DynamoDB tables among a template's resources, with what is needed to make them. */
export function deployedTables(templates: unknown, variables: Variables): readonly DeployedTable[] {
  return resourcesOfType('AWS::DynamoDB::Table', templates, variables).map((resource) =>
    deployedTable(resource, variables),
  );
}

function deployedTable(
  { logicalId, properties, place }: TemplateResource,
  variables: Variables,
): DeployedTable {
  const kept = PROPERTIES.map(
    (key) => [key, variables.resolve(at(properties, key), `${place}.${key}`)] as const,
  ).filter(([, value]) => value !== undefined);
  const defined: Readonly<Record<string, unknown>> = Object.fromEntries(kept);
  const TableName = String(defined['TableName'] ?? logicalId);
  return { logicalId, input: { ...defined, TableName, BillingMode: 'PAY_PER_REQUEST' } };
}
