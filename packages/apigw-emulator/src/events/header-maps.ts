import type { MultiMaps } from './gateway-event.js';

/**
 * Headers as AWS passes them on: names in the client's case, the last value in `headers`, all in
 * `multiValueHeaders`. `Object.fromEntries` keeps a header called `__proto__` an ordinary entry.
 *
 * @param rawHeaders name, value, name, value… as Node's `rawHeaders`
 */
export function headerMaps(rawHeaders: readonly string[]): MultiMaps {
  const spelling = new Map<string, string>();
  const values = new Map<string, string[]>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    const key = name.toLowerCase();
    if (!spelling.has(key)) spelling.set(key, name);
    const spelled = spelling.get(key) ?? name;
    values.set(spelled, [...(values.get(spelled) ?? []), rawHeaders[i + 1] ?? '']);
  }
  return {
    headers: Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? ''])),
    multiValueHeaders: Object.fromEntries(values),
  };
}
