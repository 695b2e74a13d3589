import { join } from 'node:path';
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

/** What the compiler of a consumer on Node finds wrong with the declarations of a package, and those that they import. */
export function checkDeclarations(root: string): readonly string[] {
  const files = entryPoints(root).map(({ declarations }) => join(root, declarations));
  return ts.getPreEmitDiagnostics(ts.createProgram(files, NODE_CONSUMER)).map(finding);
}

function finding({ file, messageText }: ts.Diagnostic): string {
  return `tsc without DOM: ${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
