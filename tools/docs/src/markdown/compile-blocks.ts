import { dirname, join } from 'node:path';
import ts from 'typescript';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { codeBlocks } from './code-blocks.js';
import type { Page } from './pages.js';

/** The program that a block is, and where it would stand if it were a file: beside its page. */
export interface BlockProgram {
  /** `README.md:12` and the like, from the workspace's root. */
  readonly name: string;
  readonly path: string;
  readonly code: string;
  readonly runs: boolean;
}

/** The TypeScript and JavaScript of a page, each block a module with what is given to it. */
export function blockPrograms({ path, text }: Page): readonly BlockProgram[] {
  return codeBlocks(text)
    .filter(({ language }) => ['ts', 'tsx', 'js'].includes(language))
    .map(({ language, code, given, line, runs }) => ({
      name: `${path}:${line}`,
      path: join(
        workspaceRoot,
        dirname(path),
        fileOf(code) ?? `block-${line}-of-${path.replaceAll('/', '-')}.${language === 'tsx' ? 'tsx' : 'ts'}`,
      ),
      code: `export {};\n${given}\n${code}\n`,
      runs,
    }));
}

/** The name of the file that a block is, where its first line tells: other blocks of the page may import it. */
function fileOf(code: string): string | undefined {
  return /^\/\/ (?:[\w-]+\/)*([\w-]+\.ts)\b/.exec(code)?.[1];
}

/** What is no block, by its path: most of a program is declarations, which are the same in the next one. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler has to say, each with the block's name; types of the workspace's packages come from their sources. */
export function compilerComplaints(programs: readonly BlockProgram[]): readonly string[] {
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const blocks = new Map(programs.map((program) => [program.path, program]));
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => blocks.has(path) || fileExists.call(host, path);
  host.readFile = (path) => blocks.get(path)?.code ?? readFile.call(host, path);
  host.getSourceFile = (path, ...rest) => {
    const block = blocks.get(path);
    if (block === undefined) {
      if (!parsed.has(path)) parsed.set(path, getSourceFile.call(host, path, ...rest));
      return parsed.get(path);
    }
    // Beside a package.json with "type": "module", as its page is.
    return ts.createSourceFile(path, block.code, {
      languageVersion: ts.ScriptTarget.ES2023,
      impliedNodeFormat: ts.ModuleKind.ESNext,
    });
  };
  const program = ts.createProgram({ rootNames: [...blocks.keys()], options, host });
  return programs.flatMap(({ name, path }) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  );
}

function compilerOptions(): ts.CompilerOptions {
  const file = join(workspaceRoot, 'tsconfig.base.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path));
  return ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, workspaceRoot, {
    noEmit: true,
    jsx: ts.JsxEmit.ReactJSX,
    composite: false,
    declaration: false,
    declarationMap: false,
    noUnusedLocals: false,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
  }).options;
}
