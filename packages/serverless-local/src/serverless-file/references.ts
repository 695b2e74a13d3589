import { at, type Variables } from './variables.js';
import type { References } from '../template/intrinsics.js';
import { ACCOUNT, REGION } from '../template/pseudo-parameters.js';
import type { DeployedQueue } from '../template/queues.js';
import type { DeployedTable } from '../template/tables.js';
import type { Template } from '../template/template.js';
import { deployedName } from './functions.js';
import type { LocalAddresses } from './local-addresses.js';
import type { Functions } from './routes.js';

/** What a file has that may be referred to. */
export interface Referable {
  readonly service: string;
  readonly stage: string;
  readonly template: Template;
  readonly tables: readonly DeployedTable[];
  readonly queues: readonly DeployedQueue[];
  readonly functions: Functions;
  readonly variables: Variables;
  readonly place: LocalAddresses;
}

/** What references come to: tables, queues and functions, then what the caller knows, then what every template has. */
export function referencesTo(file: Referable): References {
  const { tables, queues, template, place } = file;
  const names = new Map<string, string | undefined>([
    ...tables.map(({ logicalId, input }) => [logicalId, input.TableName] as const),
    ...tables.map(({ logicalId, arn }) => [`${logicalId}.Arn`, arn] as const),
    ...queues.map(({ logicalId, input }) => [logicalId, place.queueUrl?.(input.name)] as const),
    ...queues.map(({ logicalId, input }) => [`${logicalId}.QueueName`, input.name] as const),
    ...queues.map(({ logicalId, arn }) => [`${logicalId}.Arn`, arn] as const),
    ...functionNames(file),
  ]);
  return (name) => names.get(name) ?? place.references?.[name] ?? template.parameters(name);
}

function functionNames({ functions, variables, ...file }: Referable): readonly (readonly [string, string])[] {
  return [...functions].flatMap(([key, definition]) => {
    const own = variables.resolve(at(definition, 'name'), `functions.${key}.name`);
    const name = own === undefined ? deployedName(key, file) : String(own);
    const logicalId = `${logicalName(key)}LambdaFunction`;
    return [
      [logicalId, name],
      [`${logicalId}.Arn`, `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`],
    ];
  });
}

/** How the framework makes a logical id of a name. */
function logicalName(key: string): string {
  const text = key.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
