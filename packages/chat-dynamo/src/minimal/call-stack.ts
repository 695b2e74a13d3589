import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/lib-dynamodb';
import type { FinalizeHandler, FinalizeRequestMiddleware, MiddlewareStack } from '@smithy/types';

/** The middleware that a command adds its own to. */
export type CallStack = MiddlewareStack<ServiceInputTypes, ServiceOutputTypes>;

/** What stands between a request and its signature. */
export type RequestMiddleware = FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes>;

/** What is left to do of a call, from there on. */
export type RequestHandler = FinalizeHandler<ServiceInputTypes, ServiceOutputTypes>;

/** What a command of `@aws-sdk/lib-dynamodb` is to a client that has less of a configuration than the SDK's. */
export interface MinimalCommand<Input, Output> {
  readonly input: Input;
  /** Puts what the command does into the middleware; what comes back makes the call. */
  resolveMiddleware(
    stack: CallStack,
    configuration: { readonly maxAttempts: () => Promise<number> },
    options: undefined,
  ): (command: { readonly input: Input }) => Promise<{ readonly output: Output }>;
}
