import vm from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { compileFunctionOnce, ModuleParsedOnce } from './compile-once.mjs';

const { Script } = vm;
const noImports = () => Promise.reject(new Error('no import expected'));

function compile(
  code: string,
  filename: string,
  importModuleDynamically: () => Promise<vm.Module> = noImports,
) {
  const parsingContext = vm.createContext();
  const options = { filename, parsingContext, importModuleDynamically };
  return { parsingContext, call: compileFunctionOnce(code, ['a', 'b'], options) };
}

describe('a CommonJS module', () => {
  const counted = jest.fn();

  beforeEach(() => {
    counted.mockClear();
    vm.Script = class extends Script {
      constructor(...parameters: ConstructorParameters<typeof Script>) {
        super(...parameters);
        counted();
      }
    };
  });

  afterEach(() => {
    vm.Script = Script;
  });

  it('is compiled once for all contexts', () => {
    compile('return a + b', 'once.js');
    expect(compile('return a + b', 'once.js').call(1, 2)).toBe(3);
    expect(counted).toHaveBeenCalledTimes(1);
  });

  it('is a function of its own in each context', () => {
    const code = 'globalThis.runs = (globalThis.runs ?? 0) + 1; return [runs, Array]';
    for (let run = 0; run < 2; run++) {
      const { call, parsingContext } = compile(code, 'own.js');
      expect(call()).toEqual([1, vm.runInContext('Array', parsingContext)]);
    }
  });

  it('is compiled again when its text changes', () => {
    compile('return 1', 'changed.js');
    expect(compile('return 2', 'changed.js').call()).toBe(2);
  });

  it('may end in a comment, and throws from its own line and column', () => {
    const { call } = compile('throw new Error("thrown") // here', 'throws.js');
    const stack: unknown = expect.stringContaining('throws.js:1:7');
    expect(() => call()).toThrow(expect.objectContaining({ stack }));
  });

  it('imports dynamically by the callback of its own test file', async () => {
    for (const name of ['first', 'second']) {
      const { call } = compile('return import("any")', 'imports.js', () => Promise.reject(new Error(name)));
      await expect(call()).rejects.toThrow(name);
    }
  });

  it('with the syntax of ECMAScript modules is refused, as without a wrapper', () => {
    const syntaxError: unknown = expect.objectContaining({ name: 'SyntaxError' });
    expect(() => compile('import a from "b"', 'refused.js')).toThrow(syntaxError);
    expect(() => compile('export const a = 1', 'refused.js')).toThrow(syntaxError);
  });
});

describe('an ECMAScript module', () => {
  async function evaluated(code: string, identifier: string, importModuleDynamically = noImports) {
    const context = vm.createContext();
    const module = new ModuleParsedOnce(code, { identifier, context, importModuleDynamically });
    await module.link(noImports);
    await module.evaluate();
    return { context, namespace: module.namespace as { value: unknown } };
  }

  it('is evaluated anew in each context', async () => {
    const code = 'globalThis.runs = (globalThis.runs ?? 0) + 1; export const value = [runs, Array];';
    for (let run = 0; run < 2; run++) {
      const { context, namespace } = await evaluated(code, 'own.mjs');
      expect(namespace.value).toEqual([1, vm.runInContext('Array', context)]);
    }
  });

  it('is parsed again when its text changes', async () => {
    await evaluated('export const value = 1;', 'changed.mjs');
    expect((await evaluated('export const value = 2;', 'changed.mjs')).namespace.value).toBe(2);
  });

  it('imports dynamically by the callback of its own test file', async () => {
    const code = 'export const value = import("any").catch(({ message }) => message);';
    for (const name of ['first', 'second', 'third']) {
      const importModuleDynamically = () => Promise.reject(new Error(name));
      const { namespace } = await evaluated(code, 'imports.mjs', importModuleDynamically);
      await expect(namespace.value).resolves.toBe(name);
    }
  });

  it('is parsed once for all contexts', async () => {
    const code = 'export const value = 1;';
    await evaluated(code, 'once.mjs');
    const created = jest.spyOn(ModuleParsedOnce.prototype, 'createCachedData');
    await evaluated(code, 'once.mjs');
    expect(created).not.toHaveBeenCalled();
    await evaluated(code, 'another.mjs');
    expect(created).toHaveBeenCalled();
    created.mockRestore();
  });
});
