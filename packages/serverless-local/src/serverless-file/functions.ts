import { basename, dirname, join } from 'node:path';
import { ServiceError } from '../service-error.js';
import type { FunctionSettings } from '../lambda-runtime/function-settings.js';
import { computed, type References } from '../template/intrinsics.js';
import type { Template } from '../template/template.js';
import { at, type Variables } from './variables.js';

/** What is needed to read the functions of a file. */
export interface FunctionContext {
  /** From where handlers are found. */
  readonly folder: string;
  readonly service: string;
  readonly stage: string;
  readonly variables: Variables;
  readonly template: Template;
  readonly references: References;
  /** What the provider says for all functions. */
  readonly defaults: {
    readonly environment: unknown;
    readonly timeout: unknown;
    readonly memorySize: unknown;
  };
  /** The last word on each variable of the environment. */
  readonly rewrite: (text: string) => string;
}

/** What the framework calls a function whose file does not say. */
export function deployedName(name: string, { service, stage }: { service: string; stage: string }): string {
  return `${service}-${stage}-${name}`;
}

/** The functions of a file; those without a WebSocket route, too. */
export function deployedFunctions(
  functions: ReadonlyMap<string, unknown>,
  context: FunctionContext,
): readonly FunctionSettings[] {
  return [...functions].map(([name, definition]) => {
    const property = (key: string) =>
      context.variables.resolve(at(definition, key), `functions.${name}.${key}`);
    const handler = property('handler');
    // Lambda, too, takes the file's name to end at its first dot.
    const [, file, exported] = /^([^.]+)\.([\w$.]+)$/.exec(basename(String(handler))) ?? [];
    if (file === undefined || exported === undefined) {
      throw new ServiceError('invalid_setting', `"${String(at(definition, 'handler'))}" is not file.export`, {
        path: `functions.${name}.handler`,
      });
    }
    return {
      name,
      deployedAs: String(property('name') ?? deployedName(name, context)),
      file: `${join(context.folder, dirname(String(handler)), file)}.mjs`,
      handler: exported,
      environment: {
        ...computedEnvironment(context.defaults.environment, 'provider.environment', context),
        ...computedEnvironment(property('environment'), `functions.${name}.environment`, context),
      },
      timeout: Number(property('timeout') ?? context.defaults.timeout),
      memorySize: Number(property('memorySize') ?? context.defaults.memorySize),
      ...(isSwitchedOff(property('events')) && { isIdle: true }),
    };
  });
}

/** Whether a function has events, all of them of queues that are switched off. */
function isSwitchedOff(events: unknown): boolean {
  if (!Array.isArray(events) || events.length === 0) return false;
  return events.every((event: unknown) => at(at(event, 'sqs'), 'enabled') === false);
}

/** Variables that refer to something which this machine does not have are left out. */
function computedEnvironment(
  environment: unknown,
  path: string,
  { references, rewrite, template }: FunctionContext,
) {
  const entries = Object.entries(environment ?? {}).flatMap(([name, value]) => {
    const text = computed(value, references, `${path}.${name}`, template.conditions);
    return text === undefined ? [] : [[name, rewrite(text)] as const];
  });
  return Object.fromEntries(entries);
}
