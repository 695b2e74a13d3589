/** The same promise. A caller that listens to events need not handle its rejection too. */
export function handled<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}
