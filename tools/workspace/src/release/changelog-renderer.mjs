// The entry of a package tells what changed in it: the commits of its own scope. By itself Nx would list every commit
// that touched the lock file, too, because that may affect anything; the workspace's own changelog tells everything.
import { createRequire } from 'node:module';

/** @type {{ default: typeof import('nx/release/changelog-renderer').default }} */
const { default: DefaultChangelogRenderer } = createRequire(import.meta.url)('nx/release/changelog-renderer');

export default class ChangelogRenderer extends DefaultChangelogRenderer {
  /**
   * @param {Parameters<DefaultChangelogRenderer['filterChanges']>[0]} changes
   * @param {string | null} project `null` for the workspace
   */
  filterChanges(changes, project) {
    const affecting = super.filterChanges(changes, project);
    if (project === null) return affecting;
    return affecting.filter(({ scope }) => scope === project || `chat-${scope}` === project);
  }
}
