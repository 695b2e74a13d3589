import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { ServiceError } from '../service-error.js';
import type { Deployment } from './deployment.js';
import { deployedEventSources } from './event-sources.js';
import { deployedFunctions } from './functions.js';
import { cloudFormationTags, type References } from './intrinsics.js';
import { deployedQueues, type DeployedQueue } from './queues.js';
import { deployedAuthorizer, deployedRoutes } from './routes.js';
import { deployedTables, type DeployedTable } from './tables.js';
import { at, Variables } from './variables.js';

/** Where and how a deployment is pictured on this machine. */
export interface LocalAddresses {
  readonly stage: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The address of `@connections`, which takes the place of AWS's own in the functions' environments. */
  readonly managementUrl: string;
  /** What takes the place of the stage's own `params`, as `--param` does. */
  readonly params?: Readonly<Record<string, string>>;
  /** The address of a queue by its name; without it, references to queues come to nothing. */
  readonly queueUrl?: ((name: string) => string) | undefined;
}

/** The id of the API on this machine. In addresses, {@link LocalAddresses.managementUrl} takes its place. */
const API_ID = 'localchat';

/**
 * Reads a `serverless.yml` as the framework would deploy it, for this machine.
 * @param path - of the file; handlers are found from its folder
 * @throws ServiceError with one line, naming the place in the file
 */
export function readDeployment(path: string, place: LocalAddresses): Deployment {
  const file = parsedFile(path);
  const { stage, environment, params = {} } = place;
  const include = (other: string) => parsedFile(join(dirname(path), other));
  const variables = new Variables({ file, include, stage, environment, params });
  const provider = <T>(key: string, otherwise: T) =>
    variables.resolve(at(file, `provider.${key}`), `provider.${key}`) ?? otherwise;
  const tables = deployedTables(at(file, 'resources'), variables);
  const queues = deployedQueues(at(file, 'resources'), variables);
  const references = referencesTo(tables, queues, place);
  const functions = deployedFunctions(at(file, 'functions'), {
    folder: dirname(resolve(path)),
    variables,
    references,
    defaults: {
      environment: provider('environment', {}),
      timeout: provider('timeout', 6),
      memorySize: provider('memorySize', 1_024),
    },
    rewrite: (text) => text.replace(CALLBACK, place.managementUrl),
  });
  return {
    stage,
    apiId: API_ID,
    functions,
    routes: deployedRoutes(at(file, 'functions'), variables),
    authorizer: deployedAuthorizer(at(file, 'functions'), variables),
    routeSelectionExpression: String(
      provider('websocketsApiRouteSelectionExpression', '$request.body.action'),
    ),
    tables: tables.map(({ input }) => input),
    queues: queues.map(({ input }) => input),
    eventSources: deployedEventSources(at(file, 'functions'), variables, references),
    asked: variables.asked,
  };
}

function referencesTo(
  tables: readonly DeployedTable[],
  queues: readonly DeployedQueue[],
  { queueUrl }: LocalAddresses,
): References {
  const names = new Map<string, string | undefined>([
    ...tables.map(({ logicalId, input }) => [logicalId, input.TableName] as const),
    ...queues.map(({ logicalId, input }) => [logicalId, queueUrl?.(input.name)] as const),
    ...queues.map(({ logicalId, arn }) => [`${logicalId}.Arn`, arn] as const),
  ]);
  return (name) => names.get(name) ?? PSEUDO[name];
}

/** What references come to that every template has; the API is called `WebsocketsApi` by the framework. */
const PSEUDO: Readonly<Record<string, string>> = {
  WebsocketsApi: API_ID,
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** An address of the API's callback endpoint, with its stage. */
const CALLBACK = new RegExp(`(https|wss)://${API_ID}\\.execute-api\\.us-east-1\\.amazonaws\\.com(/[\\w-]+)?`);

function parsedFile(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'), { customTags: [...cloudFormationTags] });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw new ServiceError('file_missing', `${path} cannot be read`);
    // Not what the parser says: it quotes the file.
    const [{ line, col } = { line: 0, col: 0 }] = error.linePos ?? [];
    throw new ServiceError('invalid_yaml', `${path}: no YAML at line ${line}, column ${col}: ${error.code}`);
  }
}
