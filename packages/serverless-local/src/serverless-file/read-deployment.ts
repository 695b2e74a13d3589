import { dirname, join, resolve } from 'node:path';
import { inFile } from '../service-error.js';
import type { References } from '../template/intrinsics.js';
import { API_ID } from '../template/pseudo-parameters.js';
import { deployedQueues } from '../template/queues.js';
import { deployedRoles } from '../template/roles.js';
import { deployedTables } from '../template/tables.js';
import { Template } from '../template/template.js';
import type { Deployment } from './deployment.js';
import { deployedEventSources } from './event-sources.js';
import { deployedFunctions } from './functions.js';
import type { LocalAddresses } from './local-addresses.js';
import { parsedFile } from './parsed-file.js';
import { referencesTo } from './references.js';
import { deployedAuthorizer, deployedRoutes, type Functions } from './routes.js';
import { at, Variables } from './variables.js';

/**
 * Reads a `serverless.yml` as the framework would deploy it, for this machine.
 * @param path - of the file; handlers are found from its folder
 * @throws ServiceError with one line, naming the place in the file
 */
export function readDeployment(path: string, place: LocalAddresses): Deployment {
  try {
    return read(path, place);
  } catch (error) {
    throw inFile(error, path);
  }
}

function read(path: string, place: LocalAddresses): Deployment {
  const file = parsedFile(path);
  const variables = variablesOf(file, path, place);
  const { stage = 'dev' } = variables;
  const value = (path: string) => variables.resolve(variables.at(file, path, path), path);
  const service = String(value('service.name') ?? value('service') ?? 'service');
  const provider = (key: string) => value(`provider.${key}`);
  const functions = functionsOf(at(file, 'functions'), variables);
  const template = new Template(at(file, 'resources'), variables, `${service}-${stage}`);
  const tables = deployedTables(template, variables);
  const queues = deployedQueues(template, variables);
  const parts = { service, stage, template, tables, queues, functions, variables, place };
  const references: References = referencesTo(parts);
  const eventSources = deployedEventSources(functions, variables, references);
  return {
    service,
    stage,
    apiId: API_ID,
    functions: deployedFunctions(functions, {
      ...parts,
      folder: dirname(resolve(path)),
      references,
      defaults: {
        environment: provider('environment') ?? {},
        timeout: provider('timeout') ?? 6,
        memorySize: provider('memorySize') ?? 1_024,
      },
      rewrite: (text) => text.replace(CALLBACK, place.managementUrl),
    }),
    roles: deployedRoles(functions, {
      ...parts,
      references,
      provider: {
        iam: provider('iam'),
        role: provider('role'),
        iamRoleStatements: provider('iamRoleStatements'),
      },
      polled: eventSources.map(({ arn }) => arn),
    }),
    routes: deployedRoutes(functions, variables),
    authorizer: deployedAuthorizer(functions, variables),
    routeSelectionExpression: String(
      provider('websocketsApiRouteSelectionExpression') ?? '$request.body.action',
    ),
    tables: tables.map(({ input }) => input),
    adoptedTables: tables.filter(({ isAdopted }) => isAdopted).map(({ input }) => input.TableName),
    queues: queues.map(({ input }) => input),
    eventSources,
    asked: variables.asked,
  };
}

/** Its variables, with the stage that is asked for, or else the one that the file itself names. */
function variablesOf(
  file: unknown,
  path: string,
  { environment, params = {}, values = {}, stage }: LocalAddresses,
) {
  const include = (other: string) => parsedFile(join(dirname(path), other));
  const context = { file, include, environment, params, values };
  if (stage !== undefined) return new Variables({ ...context, stage });
  const unnamed = new Variables({ ...context, stage: undefined });
  const named = unnamed.at(file, 'provider.stage', 'provider.stage') ?? 'dev';
  return new Variables({ ...context, stage: String(named) });
}

/** Functions may stand in files of their own: all, some, or each. */
function functionsOf(functions: unknown, variables: Variables): Functions {
  const parts = [variables.included(functions, 'functions')].flat();
  return new Map(
    parts
      .flatMap((part) => Object.entries(variables.included(part, 'functions') ?? {}))
      .map(([name, definition]) => [name, variables.included(definition, `functions.${name}`)]),
  );
}

/** An address of the API's callback endpoint, with its stage. */
const CALLBACK = new RegExp(`(https|wss)://${API_ID}\\.execute-api\\.us-east-1\\.amazonaws\\.com(/[\\w-]+)?`);
