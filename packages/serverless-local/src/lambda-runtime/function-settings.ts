import { dirname, parse } from 'node:path';
import { credentialsOf } from '../endpoint/credentials.js';

/** One Lambda function as it is deployed. */
export interface FunctionSettings {
  readonly name: string;
  /** Its name on AWS, which differs from stage to stage. Default: `name`. */
  readonly deployedAs?: string;
  /** The bundle, absolute. */
  readonly file: string;
  /** The name of the function that the bundle exports; of a member of it with dots. */
  readonly handler: string;
  /** All that the function sees of the environment, besides what Lambda itself sets. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Seconds; Lambda kills the sandbox of an invocation that takes longer. Loading the bundle does not count, and time in
   * which this machine was too busy to look at the clock does not, either.
   */
  readonly timeout: number;
  /** Seconds in which the bundle must be loaded. Default: Lambda's 10. */
  readonly loadTimeout?: number;
  /** Megabytes; only told to the function. */
  readonly memorySize: number;
  /** All that calls it is switched off: as on AWS, it starts when it is called after all, and may lack settings until then. */
  readonly isIdle?: true;
}

/**
 * What Lambda sets for every function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function lambdaEnvironment({
  name,
  deployedAs = name,
  file,
  handler,
  memorySize,
  environment,
}: FunctionSettings): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentialsOf(name);
  return {
    _HANDLER: `${parse(file).name}.${handler}`,
    LAMBDA_TASK_ROOT: dirname(file),
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
    AWS_LAMBDA_FUNCTION_NAME: deployedAs,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySize),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${deployedAs}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...environment,
  };
}
