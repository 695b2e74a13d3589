import type { FunctionSettings } from '../lambda-runtime/function-settings.js';
import { ACCOUNT, REGION } from '../template/pseudo-parameters.js';

/** A function by its two names. */
export type NamedFunction = Pick<FunctionSettings, 'name' | 'deployedAs'>;

/** The ARN of a function of this machine. */
export function functionArn({ name, deployedAs = name }: NamedFunction): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${deployedAs}`;
}

/** An ARN, a part of one that begins with the account, or a name; a version may follow. */
const REFERENCE =
  /^(?:(?:arn:aws[\w-]*:lambda:[a-z\d-]+:)?\d{12}:function:)?([\w-]+)(?::(?:\$LATEST|[\w-]+))?$/;

/**
 * The function that a caller means: by its name in the `serverless.yml`, by its name on AWS, or by its ARN.
 * @returns `undefined` where there is none
 */
export function referredFunction<Named extends NamedFunction>(
  functions: readonly Named[],
  reference: string,
): Named | undefined {
  const [, name] = REFERENCE.exec(reference) ?? [];
  return functions.find((one) => one.deployedAs === name) ?? functions.find((one) => one.name === name);
}
