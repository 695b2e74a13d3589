import { handled } from './handled.js';
import type { RequestError } from './request-error.js';

/** A promise, and the functions that settle it. Its rejection need not be handled. */
export class Deferred<Result> {
  resolve: (result: Result) => void = () => undefined;
  reject: (error: RequestError) => void = () => undefined;
  readonly promise = handled(
    new Promise<Result>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    }),
  );
}
