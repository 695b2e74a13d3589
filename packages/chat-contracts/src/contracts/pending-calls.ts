/** Taken once, so that the fake time of a test moves nothing here. */
const { now } = Date;

type Method = (...args: readonly unknown[]) => unknown;

/** A promise that a case waits for. */
interface PendingCall {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** The promises of a port and its harness that have not settled yet, so that a failure can name the one that hangs. */
export class PendingCalls {
  readonly #calls = new Set<PendingCall>();
  readonly #port: string;

  /** @param port - its name, such as `MessageGateway` */
  constructor(port: string) {
    this.#port = port;
  }

  /** The same harness; calls of it and of the port in it count as pending until their promises settle. */
  watch<H extends object>(harness: H): H {
    return this.#watched(harness, (name, member) => {
      if (isMethod(member)) return this.#tracked(`${name}() of the harness`, member, harness);
      if (typeof member !== 'object' || member === null) return member;
      const nameOf = (method: string): string =>
        name === 'clock' ? `clock.${method}() of the harness` : `${this.#port}.${method}()`;
      return this.#watched(member, (method, part) =>
        isMethod(part) ? this.#tracked(nameOf(method), part, member) : part,
      );
    });
  }

  /** Counts a promise as pending until it settles. A `then` is called once: in some libraries it starts a request. */
  track<T>(name: string, promise: T | PromiseLike<T>): Promise<T> {
    const call = { name, since: now() };
    this.#calls.add(call);
    const settled = Promise.resolve(promise);
    const end = (): void => void this.#calls.delete(call);
    settled.then(end, end);
    return settled;
  }

  /** What is pending, the oldest first: `MessageGateway.deliver() (for 4490 ms)`. */
  list(): readonly string[] {
    const names = new Set([...this.#calls].map(({ name }) => name));
    return [...names].map((name) => {
      const calls = [...this.#calls].filter((call) => call.name === name);
      const count = calls.length > 1 ? `${calls.length} calls, ` : '';
      return `${name} (${count}for ${now() - (calls[0]?.since ?? 0)} ms)`;
    });
  }

  #tracked(name: string, method: Method, owner: object) {
    return (...args: readonly unknown[]): unknown => {
      const result: unknown = Reflect.apply(method, owner, args);
      return isThenable(result) ? this.track(name, result) : result;
    };
  }

  /** Stands in front of the object, and not on it: what is frozen could not be shown in another way than it is. */
  #watched<T extends object>(object: T, show: (name: string, member: unknown) => unknown): T {
    const shadow: T = Object.create(object);
    return new Proxy(shadow, {
      get: (_shadow, name) => {
        const member: unknown = Reflect.get(object, name, object);
        return typeof name === 'string' ? show(name, member) : member;
      },
    });
  }
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
