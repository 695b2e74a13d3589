import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/lib-dynamodb';
import type { FinalizeHandler, FinalizeRequestMiddleware, MiddlewareStack } from '@smithy/types';

/** The middleware stack to which a command adds its own. */
export type CallStack = MiddlewareStack<ServiceInputTypes, ServiceOutputTypes>;

/** The middleware between a request and its signature. */
export type RequestMiddleware = FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes>;

/** The rest of a call from that middleware on. */
export type RequestHandler = FinalizeHandler<ServiceInputTypes, ServiceOutputTypes>;

/** A command of `@aws-sdk/lib-dynamodb` as seen by a client with less configuration than the SDK's. */
export interface MinimalCommand<Input, Output> {
  readonly input: Input;
  /** Adds the command's middleware to the stack; the returned function makes the call. */
  resolveMiddleware(
    stack: CallStack,
    configuration: { readonly maxAttempts: () => Promise<number> },
    options: undefined,
  ): (command: { readonly input: Input }) => Promise<{ readonly output: Output }>;
}
