import { testContract, type Contract } from '../src/index.js';

/** What the author of an adapter reads: the first line of each failure, as their runner would show it. */
export async function complaints<H extends object>(
  contract: Contract<H>,
  open: () => H,
): Promise<readonly string[]> {
  const bodies: (() => Promise<void>)[] = [];
  const runner = Object.assign((_: string, body: () => Promise<void>) => bodies.push(body), { skip() {} });
  testContract(runner, contract, open);
  const seen: string[] = [];
  for (const body of bodies) {
    await body().catch((error: Error) => seen.push(`${error.name}: ${error.message.split('\n')[0]}`));
  }
  return seen;
}

/** An adapter with some methods replaced. */
export function mutant<T extends object>(port: T, changes: Partial<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(name in changes ? changes : target, name, target);
      return typeof member === 'function' && !(name in changes) ? member.bind(target) : member;
    },
  });
}
