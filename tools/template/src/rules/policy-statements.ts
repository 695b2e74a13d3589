import { at, listed, type Template } from './template.js';

/** A statement of a policy document, with the resource that holds it. */
export interface HeldStatement {
  readonly resource: string;
  readonly statement: unknown;
}

/** Every statement of every policy document, wherever a resource holds it: all that is called `Statement`. */
export function policyStatements({ Resources }: Template): readonly HeldStatement[] {
  return Object.entries(Resources).flatMap(([resource, { Properties }]) =>
    statementsIn(Properties).map((statement) => ({ resource, statement })),
  );
}

function statementsIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(statementsIn);
  return [...listed(at(value, 'Statement')), ...below];
}
