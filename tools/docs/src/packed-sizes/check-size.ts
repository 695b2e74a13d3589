/** How far a packed size may be from what the README says before the check fails: a tenth, or one KB. */
const TOLERANCE = 0.1;

/**
 * Whether the table of packages in the workspace's README tells the packed size of a package: a package that grows
 * without intent, by a stray file or a dependency, shows there.
 *
 * @param folder - of the package, from the workspace's root
 * @param bytes - of the tarball
 */
export function checkSize(folder: string, bytes: number, readme: string): readonly string[] {
  const size = Math.round(bytes / 1_024);
  const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(`(${folder})`)) ?? '';
  const told = /(\d+) KB *\|$/.exec(row)?.[1];
  if (told === undefined) return [`the README of the workspace lacks its packed size, ${size} KB`];
  const drift = Math.abs(Number(told) - size);
  if (drift <= Math.max(1, Number(told) * TOLERANCE)) return [];
  return [`the README of the workspace says ${told} KB packed, and it is ${size} KB`];
}
