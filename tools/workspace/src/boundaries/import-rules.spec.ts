import { relative } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolders } from '../projects/project-folders.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { IMPORT_RULES } from './import-rules.js';
import { lintPlanted, type Planted } from './lint-planted.js';
import { TOOL_RULES } from './tool-rules.js';

/** An import in a file that is not there, and which rule must object, if any. */
interface Case {
  readonly importer: string;
  readonly imported: string;
  readonly objection: string | null;
}

const BOUNDARIES = '@nx/enforce-module-boundaries';
const LAYERS = 'no-restricted-imports';

const betweenProjects: readonly Case[] = Object.entries(IMPORT_RULES).flatMap(([name, rule]) => {
  const importer = `${rule.folder}/src/planted.ts`;
  const others = Object.entries(IMPORT_RULES).filter(([other]) => other !== name);
  const libraries = others.filter(([, { folder }]) => folder.startsWith('packages/'));
  return [
    ...libraries.map(([other]) => ({
      importer,
      imported: `@serverless-ws/${other}`,
      objection: rule.projects.includes(other) ? null : BOUNDARIES,
    })),
    // Past the entry point: for no project, not even where the project itself may be imported.
    ...others.map(([, { folder }]) => ({
      importer,
      imported: `../../../${folder}/src/planted.js`,
      objection: BOUNDARIES,
    })),
    ...rule.npm.map((imported) => ({ importer, imported, objection: null })),
    ...rule.noNpm.map((imported) => ({ importer, imported, objection: BOUNDARIES })),
  ];
});

const domain = 'packages/chat-domain/src';
const betweenLayers: readonly Case[] = [
  { importer: `${domain}/model/planted.ts`, imported: '../ports/clock.js', objection: LAYERS },
  { importer: `${domain}/model/planted.ts`, imported: '../use-cases/connect.js', objection: LAYERS },
  { importer: `${domain}/model/planted.ts`, imported: '../testing/index.js', objection: LAYERS },
  { importer: `${domain}/ports/planted.ts`, imported: '../model/identity.js', objection: null },
  { importer: `${domain}/ports/planted.ts`, imported: '../use-cases/connect.js', objection: LAYERS },
  { importer: `${domain}/ports/planted.ts`, imported: '../testing/index.js', objection: LAYERS },
  { importer: `${domain}/use-cases/planted.ts`, imported: '../ports/clock.js', objection: null },
  { importer: `${domain}/use-cases/planted.ts`, imported: '../model/identity.js', objection: null },
  { importer: `${domain}/use-cases/planted.ts`, imported: '../testing/index.js', objection: LAYERS },
  { importer: `${domain}/use-cases/planted.spec.ts`, imported: '../testing/index.js', objection: null },
  { importer: `${domain}/planted.ts`, imported: './testing/index.js', objection: LAYERS },
  ...['packages/chat-dynamo', 'apps/ws-lambda'].flatMap((folder) => {
    const imported = '@serverless-ws/chat-domain/testing';
    return [
      { importer: `${folder}/src/planted.ts`, imported, objection: LAYERS },
      { importer: `${folder}/src/planted.spec.ts`, imported, objection: null },
    ];
  }),
];

const module = (tool: string) => `@serverless-ws/${tool}/planted.${tool === 'bundle' ? 'mjs' : 'js'}`;
const betweenTools: readonly Case[] = Object.entries(TOOL_RULES).flatMap(([name, allowed]) => {
  const importer = `tools/${name}/src/planted.ts`;
  const others = Object.keys(TOOL_RULES).filter((other) => other !== name);
  return others.map((other) => ({
    importer,
    imported: module(other),
    objection: allowed.includes(other) ? null : BOUNDARIES,
  }));
});
// What is for the product is not made of tools, nor of what tests it.
const ofTools: readonly Case[] = [...Object.values(IMPORT_RULES), { folder: 'examples/bot' }].flatMap(
  ({ folder }) =>
    Object.keys(TOOL_RULES).map((tool) => ({
      importer: `${folder}/src/planted.ts`,
      imported: module(tool),
      objection: BOUNDARIES,
    })),
);

const cases = [...betweenProjects, ...betweenLayers, ...betweenTools, ...ofTools];
const verdict = ({ objection }: Case) => (objection === null ? 'allowed' : 'forbidden');
const titled = cases.map((planted, index) => ({ ...planted, index, verdict: verdict(planted) }));

describe('the import rules', () => {
  let answers: readonly (readonly string[])[];

  beforeAll(async () => {
    const files: readonly Planted[] = cases.map(({ importer, imported }) => ({
      path: importer,
      text: `import { planted } from '${imported}';\nexport const used = planted;\n`,
    }));
    answers = await lintPlanted(files);
  }, 60_000);

  it('speak of every project but examples, which may import any package, and end-to-end suites, which may import all', () => {
    const projects = projectFolders(workspaceRoot)
      .map((folder) => relative(workspaceRoot, folder))
      .filter((folder) => !/^examples\/|-e2e$/.test(folder));
    const tools = Object.keys(TOOL_RULES).map((name) => `tools/${name}`);
    const ruled = [...Object.values(IMPORT_RULES).map(({ folder }) => folder), ...tools];

    expect(projects.toSorted()).toEqual(ruled.toSorted());
  });

  it('allow no two tools to import each other, in however many steps', () => {
    const reached = (name: string, way: readonly string[] = []): readonly string[] =>
      way.includes(name)
        ? [...way, name]
        : (TOOL_RULES[name] ?? []).flatMap((next) => reached(next, [...way, name]));

    expect(Object.keys(TOOL_RULES).flatMap((name) => reached(name))).toEqual([]);
  });

  it.each(titled)('$importer → $imported is $verdict', ({ index, objection }) => {
    const rules = (answers[index] ?? ['not linted']).map((answer) => answer.split(':')[0]);

    expect(new Set(rules)).toEqual(new Set(objection === null ? [] : [objection]));
  });
});
