/** Asks Git; `null` where it fails, as for a revision that is not there. */
export type Git = (...args: readonly string[]) => string | null;

/** Since when to count as changed: a commit, or everything where there is no commit to start from. */
export type AffectedBase = { readonly since: string } | 'everything';

/** Where the line of development begins, the first that exists. */
const TRUNKS = ['refs/remotes/origin/main', 'refs/heads/main'];

/**
 * The base for `nx affected` that Nx itself does not find: it fails where the base is missing (a shallow clone, no
 * `main`), and tests nothing on a clean `main` without a remote.
 *
 * - on a branch: where it left the trunk
 * - on the trunk: what is not committed yet or, with a clean tree, the last commit
 * - with no trunk, or nothing before the last commit: everything
 */
export function affectedBase(git: Git): AffectedBase {
  const trunk = TRUNKS.find((name) => git('rev-parse', '--verify', '--quiet', name) !== null);
  const fork = trunk === undefined ? null : git('merge-base', trunk, 'HEAD');
  if (fork === null) return 'everything';
  const ahead = fork !== git('rev-parse', 'HEAD');
  const dirty = git('status', '--porcelain') !== '';
  if (ahead || dirty) return { since: fork };
  const parent = git('rev-parse', '--verify', '--quiet', 'HEAD~1');
  return parent === null ? 'everything' : { since: parent };
}
