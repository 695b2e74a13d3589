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
];

/** Names of files that are for us alone. */
const OURS =
  /\.(spec|test|e2e)\.|(^|\/)(jest|eslint|tsconfig)[^/]*$|tsbuildinfo|(^|\/)(coverage|test|out-tsc)\//;

/** What must not be missing. */
const REQUIRED = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];

/** What is wrong with the files of a package: strays, and what is missing. */
export function checkFiles(files: readonly string[]): readonly string[] {
  const strays = files.filter((file) => OURS.test(file) || !EXPECTED.some((pattern) => pattern.test(file)));
  const missing = REQUIRED.filter((file) => !files.includes(file));
  return [...strays.map((file) => `stray file: ${file}`), ...missing.map((file) => `missing file: ${file}`)];
}
