/** The decision of a policy document on one call. */
export type Verdict = 'allow' | 'explicitDeny' | 'implicitDeny' | 'malformed';

/**
 * Evaluates an authorizer's policy document: an explicit Deny wins, nothing matching denies.
 * `Condition` is not evaluated; a document with one is malformed here, rather than silently ignored.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy(document: unknown, action: string, resource: string): Verdict {
  const statements = asList(field(document, 'Statement'));
  if (!statements || statements.length === 0) return 'malformed';
  let verdict: Verdict = 'implicitDeny';
  for (const statement of statements) {
    const effect = field(statement, 'Effect');
    const applies =
      matches(statement, 'Action', action.toLowerCase()) && matches(statement, 'Resource', resource);
    if (field(statement, 'Condition') !== undefined || !isWellFormed(statement, effect)) return 'malformed';
    if (applies && effect === 'Deny') verdict = 'explicitDeny';
    if (applies && effect === 'Allow' && verdict === 'implicitDeny') verdict = 'allow';
  }
  return verdict;
}

function isWellFormed(statement: unknown, effect: unknown): boolean {
  const patterns = (name: string): boolean =>
    [field(statement, name), field(statement, `Not${name}`)].filter((value) => isPatterns(value)).length ===
    1;
  return (effect === 'Allow' || effect === 'Deny') && patterns('Action') && patterns('Resource');
}

function matches(statement: unknown, name: 'Action' | 'Resource', value: string): boolean {
  const hits = (patterns: unknown): boolean =>
    (asList(patterns) ?? []).some((pattern) =>
      glob(name === 'Action' ? String(pattern).toLowerCase() : String(pattern), value),
    );
  const not = field(statement, `Not${name}`);
  return not === undefined ? hits(field(statement, name)) : !hits(not);
}

function isPatterns(value: unknown): boolean {
  const list = asList(value);
  return list !== undefined && list.length > 0 && list.every((pattern) => typeof pattern === 'string');
}

function asList(value: unknown): unknown[] | undefined {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value : [value];
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** `*` and `?`, greedy with one step back, so that no pattern takes exponential time. */
export function glob(pattern: string, text: string): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') [star, mark] = [p++, t];
    else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) [p, t] = [p + 1, t + 1];
    else if (star >= 0) [p, t] = [star + 1, ++mark];
    else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
