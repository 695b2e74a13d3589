import type { Fault, FaultyCall } from './fault.js';

/** The methods of a port that a fault can apply to: those that return a promise. */
export type MethodOf<T> = {
  [K in keyof T]: T[K] extends (...args: never[]) => Promise<unknown> ? K : never;
}[keyof T] &
  string;

/** Which calls a fault applies to. */
export interface FaultRule<T> {
  readonly on: MethodOf<T> | readonly MethodOf<T>[];
  /** The number of the call among those of its method, from 1, or a condition on it; every call when left out. */
  readonly when?: number | ((call: FaultyCall) => boolean);
  readonly fault: Fault;
}

/**
 * A port that behaves as its adapter does, except for the planned faults. Of several rules that match a call, the
 * first applies. Works with every port, in-memory or real, and shares the adapter's state: others see what a frozen
 * call does when it resumes.
 *
 * @example
 * const log = withFaults(new InMemoryMessageRepository(clock), [
 *   { on: 'append', when: 1, fault: failAfter() },
 *   { on: ['append', 'putIfAbsent'], when: byChance(42, 0.01), fault: failBefore() },
 * ]);
 */
export function withFaults<T extends object>(port: T, plan: readonly FaultRule<T>[]): T {
  const counts = new Map<string, number>();
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (typeof name !== 'string' || !isPlanned(plan, name)) return member.bind(target);
      return (...args: readonly unknown[]): unknown => {
        const number = (counts.get(name) ?? 0) + 1;
        counts.set(name, number);
        const call = { method: name, number, args };
        const happen = async (): Promise<unknown> => Reflect.apply(member, target, args);
        const rule = plan.find((candidate) => appliesTo(candidate, call));
        return rule === undefined ? happen() : rule.fault(happen, call);
      };
    },
  });
}

function isPlanned<T>(plan: readonly FaultRule<T>[], method: string): boolean {
  return plan.some(({ on }) => methods(on).includes(method));
}

function appliesTo<T>({ on, when }: FaultRule<T>, call: FaultyCall): boolean {
  if (!methods(on).includes(call.method)) return false;
  return typeof when === 'function' ? when(call) : when === undefined || when === call.number;
}

function methods(on: string | readonly string[]): readonly string[] {
  return typeof on === 'string' ? [on] : on;
}
