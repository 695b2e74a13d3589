import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { FunctionPool } from '@serverless-ws/serverless-local';
import { deployedValue } from './deployed-values.js';
import { at, type Template } from '@serverless-ws/template/rules/template.js';
import { unpack } from './unpack.js';

/** A function as it would be uploaded, ready to be called. */
export interface PackagedFunction {
  invoke(event: unknown): Promise<unknown>;
  /** Every line that it has logged. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

/**
 * Unpacks a function's zip into a folder of its own, and runs it in the environment of its template.
 * @param folder - where the framework has put its packages
 * @param name - of the function in `serverless.yml`
 * @param overrides - variables besides those of the template
 */
export async function packagedFunction(
  folder: string,
  template: Template,
  name: string,
  overrides: Readonly<Record<string, string>>,
): Promise<PackagedFunction> {
  const logicalId = `${name.charAt(0).toUpperCase()}${name.slice(1)}LambdaFunction`;
  const properties = template.Resources[logicalId]?.Properties;
  const code = await mkdtemp(join(folder, `${name}-`));
  await unpack(join(folder, `${name}.zip`), code);
  const [, path = '', handler = ''] = /^(.+)\.(\w+)$/.exec(String(at(properties, 'Handler'))) ?? [];
  const variables = Object.entries(Object(at(at(properties, 'Environment'), 'Variables')));
  const lines: string[] = [];
  const pool = new FunctionPool(
    {
      name,
      file: `${join(code, path)}.mjs`,
      handler,
      environment: {
        ...Object.fromEntries(variables.map(([key, value]) => [key, deployedValue(value)])),
        ...overrides,
      },
      timeout: Number(at(properties, 'Timeout')),
      memorySize: Number(at(properties, 'MemorySize')),
    },
    (_, text) => lines.push(...text.split('\n').filter((line) => line.startsWith('{'))),
    1,
  );
  return { lines, invoke: (event) => pool.invoke(event), stop: () => pool.stop(true) };
}
