/** One call of a port's method. */
export interface PortCall {
  readonly method: string;
  readonly args: readonly unknown[];
  /** Makes the call; may be made not at all, later, or twice. */
  readonly proceed: () => Promise<unknown>;
}

/**
 * The same port with somebody in front of every call.
 * @param meet - makes the call, or does not; what it resolves to is the answer
 */
export function intercept<Port extends object>(port: Port, meet: (call: PortCall) => Promise<unknown>): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]) =>
        meet({ method: String(name), args, proceed: async () => Reflect.apply(member, target, args) });
    },
  });
}

/** Meets calls so that the one numbered `step` never answers: its caller crashed before or after it was made. */
export function crashingAt(step: number, moment: 'before' | 'after') {
  let calls = 0;
  return async ({ proceed }: PortCall): Promise<unknown> => {
    calls += 1;
    const isLast = calls === step;
    if (isLast && moment === 'before') throw new Error('crash');
    const answer = await proceed();
    if (isLast) throw new Error('crash');
    return answer;
  };
}

/** Meets calls so that those of one method are held until somebody thaws them. */
export function freezing(method: string) {
  let thaw = (): void => undefined;
  const frozen = new Promise<void>((resolve) => {
    thaw = resolve;
  });
  const meet = async (call: PortCall): Promise<unknown> => {
    if (call.method === method) await frozen;
    return call.proceed();
  };
  return { meet, thaw: () => thaw() };
}

/** Meets calls so that those of one method fail, from the one numbered `from` on. */
export function failing(method: string, from = 1) {
  let calls = 0;
  return (call: PortCall): Promise<unknown> => {
    if (call.method === method) calls += 1;
    return call.method === method && calls >= from ? Promise.reject(new Error('store down')) : call.proceed();
  };
}
