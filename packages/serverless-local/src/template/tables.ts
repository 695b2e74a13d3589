import type { TableDefinition } from '../serverless-file/deployment.js';
import { at, type Variables } from '../serverless-file/variables.js';
import { computed } from './intrinsics.js';
import { ACCOUNT, REGION } from './pseudo-parameters.js';
import type { Template, TemplateResource } from './template.js';

/** A table of the template, ready to be made. */
export interface DeployedTable {
  readonly logicalId: string;
  /** What `GetAtt …Arn` comes to. */
  readonly arn: string;
  readonly input: TableDefinition;
  /** Whether it is there already: its `Metadata` has the name as `AdoptedTable`, as the plugin of chat-lambda reads it. */
  readonly isAdopted: boolean;
}

/** What of a table is the same on this machine. */
const PROPERTIES = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];

/** The name of a table in policies. */
export const tableArn = (name: string) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`;

/** The DynamoDB tables among a template's resources, with what is needed to make them. */
export function deployedTables(template: Template, variables: Variables): readonly DeployedTable[] {
  return template
    .ofType('AWS::DynamoDB::Table')
    .map((resource) => deployedTable(resource, template, variables));
}

function deployedTable(
  { logicalId, properties, metadata, place }: TemplateResource,
  { parameters, conditions }: Template,
  variables: Variables,
): DeployedTable {
  const kept = PROPERTIES.map(
    (key) => [key, variables.resolve(at(properties, key), `${place}.${key}`)] as const,
  ).filter(([, value]) => value !== undefined);
  const defined: Readonly<Record<string, unknown>> = Object.fromEntries(kept);
  const adopted = variables.resolve(at(metadata, 'AdoptedTable') ?? '', `${place}.Metadata.AdoptedTable`);
  const isAdopted = adopted !== '';
  const name = isAdopted ? adopted : (defined['TableName'] ?? logicalId);
  const TableName = computed(name, parameters, place, conditions) ?? logicalId;
  const arn = tableArn(TableName);
  return { logicalId, arn, isAdopted, input: { ...defined, TableName, BillingMode: 'PAY_PER_REQUEST' } };
}
