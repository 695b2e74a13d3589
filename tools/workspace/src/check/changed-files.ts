import type { AffectedBase, Git } from '../affected/affected-base.js';

/** The files that differ from the base and still exist, and those that Git does not know yet; paths from the root. */
export function changedFiles(git: Git, base: AffectedBase): readonly string[] {
  const known =
    base === 'everything' ? git('ls-files') : git('diff', '--name-only', '--diff-filter=d', base.since);
  const fresh = git('ls-files', '--others', '--exclude-standard');
  return [known, fresh].flatMap((list) => (list ?? '').split('\n')).filter((path) => path !== '');
}
