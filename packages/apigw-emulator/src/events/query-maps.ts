import type { QueryMaps } from './gateway-event.js';

/** The query as AWS passes it on, decoded: the last value of each name, and all values; nothing without a query. */
export function queryMaps(query: URLSearchParams): QueryMaps {
  const names = [...new Set(query.keys())];
  if (names.length === 0) return {};
  return {
    queryStringParameters: Object.fromEntries(names.map((name) => [name, query.getAll(name).at(-1) ?? ''])),
    multiValueQueryStringParameters: Object.fromEntries(names.map((name) => [name, query.getAll(name)])),
  };
}
