/** A handler in any of the styles of Lambda's Node.js: it returns a promise, or it calls back. */
export type Handler = (event: unknown, context: InvocationContext, callback: Callback) => unknown;

/** What a handler of the older style is told to call. */
export type Callback = (error?: unknown, result?: unknown) => void;

/**
 * What a handler learns of its invocation.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export interface InvocationContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** Whether the answer of a handler that calls back waits until nothing of the function is left to do. */
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis(): number;
}

/** The ways to answer from before callbacks, which Lambda still has. */
interface Answers {
  readonly done: (error: unknown, result: unknown) => void;
  readonly succeed: (result?: unknown) => void;
  readonly fail: (error?: unknown) => void;
}

/**
 * Calls a handler and waits for its answer as Lambda does. One that returns a promise answers with its value. Any other
 * answers by its callback, and what it returns does not count; where it never calls back, the answer is `null` once
 * nothing is left to do. What it throws at once is its error.
 * @param whenIdle - calls once, when the event loop of this thread is empty
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function answerOf(
  handler: Handler,
  event: unknown,
  context: InvocationContext,
  whenIdle: (call: () => void) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = (error: unknown, result: unknown) =>
      error === undefined || error === null ? resolve(result) : reject(error);
    let called: readonly [error: unknown, result: unknown] | undefined;
    const callback: Callback = (error, result) => {
      called ??= [error, result];
      if (!context.callbackWaitsForEmptyEventLoop) end(...called);
    };
    const answers: Answers = {
      done: end,
      succeed: resolve,
      fail: (error) => end(error ?? new Error('handler failed'), undefined),
    };
    const returned = handler(event, Object.assign(context, answers), callback);
    if (isPromise(returned)) returned.then(resolve, reject);
    else whenIdle(() => end(...(called ?? [null, null])));
  });
}

/** Also one of a library of its own. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
