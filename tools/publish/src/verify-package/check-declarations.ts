import { join, sep } from 'node:path';
import ts from 'typescript';
import { entryPoints } from '../api-report/entry-points.js';

/** The strictest consumer on Node: no DOM library, and the declarations of packages are checked as its own code is. */
const NODE_CONSUMER: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.NodeNext,
  types: ['node'],
  strict: true,
  skipLibCheck: false,
  noEmit: true,
};

/**
 * What the compiler of a consumer on Node finds wrong with the declarations of a package: its own, as the packages that it
 * imports are checked by themselves.
 */
export function checkDeclarations(root: string): readonly string[] {
  return findings([root], (isOwn) => isOwn);
}

/**
 * What it finds wrong with all that packages import and that none of them declares, the libraries of Node and of the
 * language among it: once for all of them, as it is most of the work.
 */
export function checkImports(roots: readonly string[]): readonly string[] {
  return findings(roots, (isOwn) => !isOwn);
}

function findings(roots: readonly string[], isWanted: (isOwn: boolean) => boolean): readonly string[] {
  const program = ts.createProgram(
    roots.flatMap((root) => entryPoints(root).map(({ declarations }) => join(root, declarations))),
    NODE_CONSUMER,
  );
  const files = program
    .getSourceFiles()
    .filter(({ fileName }) => isWanted(roots.some((root) => fileName.startsWith(`${root}${sep}`))));
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]),
  ].map(finding);
}

function finding({ file, messageText }: ts.Diagnostic): string {
  return `tsc without DOM: ${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
