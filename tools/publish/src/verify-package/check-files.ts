/** Everything a published package may hold. */
const EXPECTED = [
  /^package\.json$/,
  /^README\.md$/,
  /^CHANGELOG\.md$/,
  /^LICENSE$/,
  /^PROTOCOL\.md$/,
  /^asyncapi\.json$/,
  /^dist\/.+\.(js|js\.map|d\.ts|d\.ts\.map)$/,
  /^src\/.+\.ts$/,
  /^bundle\/.+\.(mjs|d\.mts)$/,
  /^infrastructure\/.+\.yml$/,
];

/** Names of files that are for us alone. */
const OURS =
  /\.(spec|test|e2e)\.|(^|\/)(jest|eslint|tsconfig)[^/]*$|tsbuildinfo|(^|\/)(coverage|test|out-tsc)\//;

/** What must not be missing. */
const REQUIRED = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];

/** What is wrong with the files of a package: strays, what is missing, and what no source makes any more. */
export function checkFiles(files: readonly string[]): readonly string[] {
  const strays = files.filter((file) => OURS.test(file) || !EXPECTED.some((pattern) => pattern.test(file)));
  const missing = REQUIRED.filter((file) => !files.includes(file));
  return [
    ...strays.map((file) => `stray file: ${file}`),
    ...missing.map((file) => `missing file: ${file}`),
    ...files
      .filter((file) => !hasSource(file, files))
      .map((file) => `left by an earlier build, delete dist: ${file}`),
  ];
}

/** TypeScript never deletes what it made of a source that is gone: then `dist` must be made anew. */
function hasSource(file: string, files: readonly string[]): boolean {
  const made = /^dist\/(.+?)\.(js|d\.ts)(\.map)?$/.exec(file);
  return made === null || OURS.test(file) || files.includes(`src/${made[1]}.ts`);
}
