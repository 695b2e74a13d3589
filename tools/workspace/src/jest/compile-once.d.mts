import type vm from 'node:vm';

export function compileFunctionOnce(
  code: string,
  parameters: readonly string[],
  options: vm.CompileFunctionOptions & { readonly parsingContext: vm.Context },
): (...args: readonly unknown[]) => unknown;

export const ModuleParsedOnce: typeof vm.SourceTextModule;

export function compileOnce(): void;
