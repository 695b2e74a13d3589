// Compiles each module once per process. Jest compiles every module anew for every test file, its own among them
// (jest-circus, expect), though the text is the same. Modules are still evaluated per test file, in its own context.
import vm from 'node:vm';

const { compileFunction, SourceTextModule } = vm;
const dynamicImport = /\bimport\s*\(/;

/** Values by a name and a text; the text under a name may change, and then the value is made anew. */
class ValuesByText {
  #entries = new Map();

  get(name, text, make) {
    const known = this.#entries.get(name);
    if (known?.text === text) return known.value;
    const value = make();
    this.#entries.set(name, { text, value });
    return value;
  }
}

const scripts = new ValuesByText();
const parsed = new ValuesByText();

/** `vm.compileFunction`, as Jest calls it for CommonJS. */
export function compileFunctionOnce(code, parameters, options) {
  const { filename, parsingContext } = options;
  // A script has one callback for dynamic imports, which would be that of the first test file.
  if (dynamicImport.test(code)) return compileFunction(code, parameters, options);
  const head = `(function (${parameters.join(', ')}) {`;
  try {
    const compile = () => new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length });
    return scripts.get(`${filename}${head}`, code, compile).runInContext(parsingContext);
  } catch {
    // Not the body of a function; the error thrown is that of the code itself.
    return compileFunction(code, parameters, options);
  }
}

/** `vm.SourceTextModule`, as Jest makes it for ECMAScript modules; Node has it with `--experimental-vm-modules` alone. */
export class ModuleParsedOnce extends (SourceTextModule ?? Object) {
  constructor(code, options) {
    // V8 keeps the callback of dynamic imports with what it has parsed.
    const cache = dynamicImport.test(code)
      ? null
      : parsed.get(options.identifier, code, () => ({ data: undefined }));
    super(code, cache?.data ? { ...options, cachedData: cache.data } : options);
    if (cache) cache.data ??= this.createCachedData();
  }
}

/** Lets Jest compile once whatever it loads from now on. */
export function compileOnce() {
  vm.compileFunction = compileFunctionOnce;
  if (SourceTextModule !== undefined) vm.SourceTextModule = ModuleParsedOnce;
}
