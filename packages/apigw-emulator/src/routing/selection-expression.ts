type Step = string | number;
type Part = { readonly literal: string } | { readonly path: readonly Step[] };

/** Extracts the route key of a client's message; `undefined` where the message has none. */
export type RouteSelector = (message: string) => string | undefined;

/**
 * Compiles a route selection expression: `$request.body.action`, or text with `${request.body.a.b[0]}` in it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 *
 * @throws TypeError naming the expression, where it has another form
 */
export function compileSelection(expression: string): RouteSelector {
  const parts = parse(expression);
  return (message) => {
    const body = parseJson(message);
    let key = '';
    for (const part of parts) {
      const value = 'literal' in part ? part.literal : scalar(part.path.reduce(child, body));
      if (value === undefined) return undefined;
      key += value;
    }
    return key;
  };
}

function parse(expression: string): Part[] {
  const whole = /^\$request\.body\.(.+)$/.exec(expression);
  if (whole) return [{ path: parsePath(whole[1] ?? '', expression) }];
  const parts: Part[] = expression
    .split(/(\$\{request\.body\.[^}]*\})/)
    .filter((text) => text !== '')
    .map((text) => {
      const inner = /^\$\{request\.body\.(.*)\}$/.exec(text);
      if (inner) return { path: parsePath(inner[1] ?? '', expression) };
      if (/[${}]/.test(text)) throw invalid(expression);
      return { literal: text };
    });
  if (!parts.some((part) => 'path' in part)) throw invalid(expression);
  return parts;
}

function parsePath(path: string, expression: string): Step[] {
  const steps: Step[] = [];
  for (const name of path.split('.')) {
    const match = /^([\w$-]+)((?:\[\d+\])*)$/.exec(name);
    if (!match) throw invalid(expression);
    steps.push(match[1] ?? '');
    for (const [, index] of (match[2] ?? '').matchAll(/\[(\d+)\]/g)) steps.push(Number(index));
  }
  return steps;
}

/** Own properties only: `{"__proto__": …}` and `constructor` select only what the client wrote. */
function child(value: unknown, step: Step): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return Reflect.get(value, step);
}

function scalar(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(expression: string): TypeError {
  return new TypeError(
    `routeSelectionExpression "${expression}" is not of the form $request.body.<path> or \${request.body.<path>}`,
  );
}
