import { relative } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolders } from '../projects/project-folders.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { IMPORT_RULES, type ImportRule } from './import-rules.js';
import { lintPlanted, type Objection, type Planted } from './lint-planted.js';
import { TOOL_RULES } from './tool-rules.js';

/** An import in a file that is not there, and which rules must object, if any. */
interface Case {
  readonly importer: string;
  readonly imported: string;
  /** The rules that object, none where the import is allowed. */
  readonly objections: readonly string[];
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
      objections: objectionsTo(rule, other, 'production'),
    })),
    ...libraries.map(([other]) => ({
      importer: `${rule.folder}/src/planted.spec.ts`,
      imported: `@serverless-ws/${other}`,
      objections: objectionsTo(rule, other, 'test'),
    })),
    // Past the entry point: for no project, not even where the project itself may be imported.
    ...others.map(([, { folder }]) => ({
      importer,
      imported: `../../../${folder}/src/planted.js`,
      objections: [BOUNDARIES],
    })),
    ...rule.npm.map((imported) => ({ importer, imported, objections: [] })),
    ...rule.noNpm.map((imported) => ({ importer, imported, objections: [BOUNDARIES] })),
    ...withinOneFolder(rule),
  ];
});

/** What one folder of a project's sources may import, and the others may not. */
function withinOneFolder({ folder, only }: ImportRule): readonly Case[] {
  if (only === undefined) return [];
  return [...only.projects.map((project) => `@serverless-ws/${project}`), ...only.npm].flatMap((imported) => [
    { importer: `${folder}/src/${only.within}/planted.ts`, imported, objections: [] },
    { importer: `${folder}/src/handlers/planted.ts`, imported, objections: [LAYERS] },
    { importer: `${folder}/src/handlers/planted.spec.ts`, imported, objections: [] },
  ]);
}

/** Production code never imports contracts, whatever its project's tests may. */
function objectionsTo(rule: ImportRule, other: string, code: 'production' | 'test'): readonly string[] {
  const elsewhere = rule.only?.projects ?? [];
  const mayImport = [...rule.projects, ...(rule.testProjects ?? []), ...elsewhere].includes(other);
  const isBarred = code === 'production' && (other === 'chat-contracts' || elsewhere.includes(other));
  return [...(mayImport ? [] : [BOUNDARIES]), ...(isBarred ? [LAYERS] : [])];
}

const domain = 'packages/chat-domain/src';
const IN_MEMORY = '@serverless-ws/chat-domain/in-memory';
const CONTRACTS = '@serverless-ws/chat-contracts';
const betweenLayers: readonly Case[] = [
  { importer: `${domain}/model/planted.ts`, imported: '../ports/clock.js', objections: [LAYERS] },
  { importer: `${domain}/model/planted.ts`, imported: '../use-cases/connect.js', objections: [LAYERS] },
  { importer: `${domain}/model/planted.ts`, imported: '../in-memory/index.js', objections: [LAYERS] },
  { importer: `${domain}/ports/planted.ts`, imported: '../model/identity.js', objections: [] },
  { importer: `${domain}/ports/planted.ts`, imported: '../use-cases/connect.js', objections: [LAYERS] },
  { importer: `${domain}/ports/planted.ts`, imported: '../in-memory/index.js', objections: [LAYERS] },
  { importer: `${domain}/use-cases/planted.ts`, imported: '../ports/clock.js', objections: [] },
  { importer: `${domain}/use-cases/planted.ts`, imported: '../model/identity.js', objections: [] },
  { importer: `${domain}/use-cases/planted.ts`, imported: '../in-memory/index.js', objections: [LAYERS] },
  { importer: `${domain}/use-cases/planted.spec.ts`, imported: '../in-memory/index.js', objections: [] },
  { importer: `${domain}/in-memory/planted.ts`, imported: '../use-cases/connect.js', objections: [] },
  { importer: `${domain}/planted.ts`, imported: './in-memory/index.js', objections: [LAYERS] },
  { importer: 'packages/chat-client/src/planted.ts', imported: './testing/index.js', objections: [LAYERS] },
  { importer: 'packages/chat-client/src/planted.spec.ts', imported: './testing/index.js', objections: [] },
  {
    importer: 'packages/chat-lambda/src/handlers/planted.ts',
    imported: '../aws/queue.js',
    objections: [LAYERS],
  },
  { importer: 'packages/chat-lambda/src/aws/planted.ts', imported: '../events/header.js', objections: [] },
  // Adapters in memory: for the tests of all, for what tests are made of, and for servers of one process.
  ...['packages/chat-dynamo', 'packages/chat-lambda'].flatMap((folder) => [
    { importer: `${folder}/src/planted.ts`, imported: IN_MEMORY, objections: [LAYERS] },
    { importer: `${folder}/src/planted.spec.ts`, imported: IN_MEMORY, objections: [] },
  ]),
  { importer: 'packages/chat-contracts/src/planted.ts', imported: IN_MEMORY, objections: [] },
  { importer: 'examples/node-server/src/planted.ts', imported: IN_MEMORY, objections: [] },
  // Contracts: for tests.
  { importer: 'packages/chat-dynamo/test/planted.ts', imported: CONTRACTS, objections: [] },
  { importer: 'examples/node-server/src/planted.ts', imported: CONTRACTS, objections: [LAYERS] },
  { importer: 'examples/node-server/src/planted.spec.ts', imported: CONTRACTS, objections: [] },
  { importer: 'examples/custom-adapter/src/planted.node-test.ts', imported: CONTRACTS, objections: [] },
];

const module = (tool: string) => `@serverless-ws/${tool}/planted.${tool === 'bundle' ? 'mjs' : 'js'}`;
const betweenTools: readonly Case[] = Object.entries(TOOL_RULES).flatMap(([name, allowed]) => {
  const importer = `tools/${name}/src/planted.ts`;
  const others = Object.keys(TOOL_RULES).filter((other) => other !== name);
  return others.map((other) => ({
    importer,
    imported: module(other),
    objections: allowed.includes(other) ? [] : [BOUNDARIES],
  }));
});
// What is for the product is not made of tools, nor of what tests it.
const ofTools: readonly Case[] = [...Object.values(IMPORT_RULES), { folder: 'examples/bot' }].flatMap(
  ({ folder }) =>
    Object.keys(TOOL_RULES).map((tool) => ({
      importer: `${folder}/src/planted.ts`,
      imported: module(tool),
      objections: [BOUNDARIES],
    })),
);

const cases = [...betweenProjects, ...betweenLayers, ...betweenTools, ...ofTools];
const verdict = ({ objections }: Case) => (objections.length === 0 ? 'allowed' : 'forbidden');
const titled = cases.map((planted) => ({ ...planted, verdict: verdict(planted) }));

/** What each file imports: all of it at once, a line each, since lint reads a file in the time that an import takes. */
const importers = new Map<string, readonly string[]>();
for (const { importer, imported } of cases)
  importers.set(importer, [...new Set([...(importers.get(importer) ?? []), imported])]);

function fileOf([path, imports]: readonly [string, readonly string[]]): Planted {
  const lines = imports.map((imported, index) => `import { planted as planted${index} } from '${imported}';`);
  const used = imports.map((_, index) => `planted${index}`);
  return { path, text: [...lines, `export const used = [${used.join(', ')}];`, ''].join('\n') };
}

describe('the import rules', () => {
  const objected = new Map<string, readonly Objection[]>();

  beforeAll(async () => {
    const answers = await lintPlanted([...importers].map(fileOf));
    for (const [index, path] of [...importers.keys()].entries()) objected.set(path, answers[index] ?? []);
  });

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

  it.each(titled)('$importer → $imported is $verdict', ({ importer, imported, objections }) => {
    const line = (importers.get(importer) ?? []).indexOf(imported) + 1;
    const found = objected.get(importer)?.filter((objection) => objection.line === line);

    expect(new Set(found?.map(({ rule }) => rule))).toEqual(new Set(objections));
  });

  it('object to nothing else in these files', () => {
    const elsewhere = [...objected].flatMap(([path, objections]) =>
      objections.filter(({ line }) => line > (importers.get(path)?.length ?? 0)),
    );

    expect(objected.size).toBe(importers.size);
    expect(elsewhere).toEqual([]);
  });
});
