// Says what a change of files has effect on: JSON `{targets, files}` on standard input, JSON `{[file]: {projects, tasks}}`
// on standard output: the projects that Nx calls affected, and the tasks that read the file, so that their cached results
// no longer count. A process of its own: Nx's graph is no guest for Jest's module loader.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { createProjectGraphAsync, type ProjectGraph } from '@nx/devkit';

/** What changes of one file have effect on. */
export interface ChangeEffects {
  readonly projects: readonly string[];
  readonly tasks: readonly string[];
}

const require = createRequire(import.meta.url);

/** Of Nx's own: what `nx show projects --affected --files` answers with. */
const { filterAffected } = require('nx/src/project-graph/affected/affected-project-graph') as {
  filterAffected(graph: ProjectGraph, changes: readonly unknown[]): Promise<ProjectGraph>;
};
const { calculateFileChanges } = require('nx/src/project-graph/file-utils') as {
  calculateFileChanges(files: readonly string[]): readonly unknown[];
};

/** Of Nx's own, too: what `nx show target --inputs` rests on. */
const { HashPlanInspector } = require('nx/src/hasher/hash-plan-inspector') as {
  HashPlanInspector: new (graph: ProjectGraph) => {
    init(): Promise<void>;
    inspectHashPlan(projects: readonly string[], targets: readonly string[]): Record<string, string[]>;
  };
};

const { targets, files } = JSON.parse(await text(process.stdin)) as {
  readonly targets: readonly string[];
  readonly files: readonly string[];
};
const graph = await createProjectGraphAsync({ exitOnError: true });
const inspector = new HashPlanInspector(graph);
await inspector.init();
const plans = Object.entries(inspector.inspectHashPlan(Object.keys(graph.nodes), targets));
const effects: Record<string, ChangeEffects> = {};
for (const file of files) {
  const affected = await filterAffected(graph, calculateFileChanges([file]));
  const tasks = plans.filter(([, inputs]) => inputs.includes(`file:${file}`)).map(([task]) => task);
  effects[file] = { projects: Object.keys(affected.nodes).toSorted(), tasks: tasks.toSorted() };
}
process.stdout.write(JSON.stringify(effects));
