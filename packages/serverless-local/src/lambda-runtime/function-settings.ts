/** One Lambda function as it is deployed. */
export interface FunctionSettings {
  readonly name: string;
  /** The bundle, absolute. */
  readonly file: string;
  /** The name of the function that the bundle exports. */
  readonly handler: string;
  /** All that the function sees of the environment, besides what Lambda itself sets. */
  readonly environment: Readonly<Record<string, string>>;
  /** Seconds; Lambda kills the sandbox of an invocation that takes longer. */
  readonly timeout: number;
  /** Megabytes; only told to the function. */
  readonly memorySize: number;
}

/**
 * What Lambda sets for every function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function lambdaEnvironment({
  name,
  memorySize,
  environment,
}: FunctionSettings): Record<string, string> {
  return {
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local-secret',
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySize),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...environment,
  };
}
