import vm from 'node:vm';

export function compileFunctionOnce(
  code: string,
  parameters: readonly string[],
  options: vm.CompileFunctionOptions & { readonly parsingContext: vm.Context },
): (...args: readonly unknown[]) => unknown;

export class ModuleParsedOnce extends vm.SourceTextModule {
  createCachedData(): Buffer;
}

export function compileOnce(): void;
