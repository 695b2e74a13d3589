import { join } from 'node:path';
import ts from 'typescript';

/** The language's own declarations, parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * Type-checks one file that is not there as part of a project.
 * @param folder - the project's, absolute
 * @param code - the text of a file in its `src`
 * @returns the messages of the compiler about that file
 */
export function checkTypes(folder: string, code: string): readonly string[] {
  const { options } = parsedConfig(folder);
  const planted = join(folder, 'src', 'planted.ts');
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (path) => path === planted || fileExists(path);
  host.readFile = (path) => (path === planted ? code : readFile(path));
  host.getSourceFile = (path, ...rest) => {
    if (path === planted) return ts.createSourceFile(path, code, ts.ScriptTarget.ES2023);
    if (!parsed.has(path)) parsed.set(path, getSourceFile(path, ...rest));
    return parsed.get(path);
  };
  const program = ts.createProgram({ rootNames: [planted], options, host });
  const source = program.getSourceFile(planted);
  return ts
    .getPreEmitDiagnostics(program, source)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

function parsedConfig(folder: string): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.lib.json'), ts.sys.readFile) as {
    config: unknown;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, folder, {
    noEmit: true,
    composite: false,
    noUnusedLocals: false,
  });
}
