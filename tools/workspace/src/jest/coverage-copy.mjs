// Copies what a test file has covered out of its context. Jest's own copy goes through every object of every source file
// for every test file, which takes longer than all tests of a project together.

/** What does not change while code runs (where its statements, functions and branches are), by its path and hash. */
const places = new Map();

/**
 * A copy without a reference into the context of the test file, in which only the counts are new.
 * @param covered `__coverage__` of a test file: plain data, by the path of each source file; absent without coverage
 */
export function coverageCopy(covered = {}) {
  return Object.fromEntries(Object.entries(covered).map(([path, file]) => [path, copyOf(file)]));
}

function copyOf({ s, f, b, ...place }) {
  const key = `${place.hash} ${place.path}`;
  if (!places.has(key)) places.set(key, asText(place));
  return { ...places.get(key), ...asText({ s, f, b }) };
}

function asText(data) {
  return JSON.parse(JSON.stringify(data));
}
