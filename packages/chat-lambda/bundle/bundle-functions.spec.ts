import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { bundleFunctions, filesOf } from './bundle-functions.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'functions-'));
  mkdirSync(join(folder, 'src'));
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes sources, by name, and bundles those that are named. */
async function bundled(sources: Readonly<Record<string, string>>, names: readonly string[]) {
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, 'src', name), text);
  const entryPoints = names.map((name) => ({ in: join(folder, 'src', `${name}.ts`), out: name }));
  return bundleFunctions(join(folder, 'dist'), entryPoints);
}

const handlerOf = async (name: string) =>
  (await import(pathToFileURL(join(folder, 'dist', `${name}.mjs`)).href)).handler;

describe('a function', () => {
  it('is one file, which runs', async () => {
    const metafiles = await bundled(
      {
        'wave.ts': `import { word } from './word.js'; export const handler = (by: string) => word + by;`,
        'word.ts': `export const word = 'hello ';`,
      },
      ['wave'],
    );
    expect((await handlerOf('wave'))('Ada')).toBe('hello Ada');
    expect(filesOf(metafiles, 'wave')).toEqual(['wave.mjs']);
  });

  it('loads what it imports late from files of their own, which are deployed with it and with no other', async () => {
    const metafiles = await bundled(
      {
        'wave.ts': `export const handler = async () => (await import('./first.js')).first();`,
        'other.ts': `export const handler = () => 'nothing late';`,
        'first.ts': `export const first = async () => (await import('./second.js')).second;`,
        'second.ts': `export const second = 'loaded late';`,
      },
      ['wave', 'other'],
    );
    await expect((await handlerOf('wave'))()).resolves.toBe('loaded late');
    expect(filesOf(metafiles, 'wave')).toEqual(['wave.mjs', 'lazy/first.mjs', 'lazy/second.mjs']);
    expect(filesOf(metafiles, 'other')).toEqual(['other.mjs']);
  });

  it.each([
    ['', `function fails() {\n  throw new Error('no');\n}`],
    ['under the banner of a CommonJS dependency', `import { fails } from './common.cjs';`],
  ])('has a source map beside it, and does not name it %s', async (_, first) => {
    await bundled(
      {
        'wave.ts': `${first}\nexport const handler = () => fails();`,
        'common.cjs': `require('node:util');\nexports.fails = () => {\n  throw new Error('no');\n};`,
      },
      ['wave'],
    );
    expect(readFileSync(join(folder, 'dist/wave.mjs'), 'utf8')).not.toContain('sourceMappingURL');
    const map = new TraceMap(readFileSync(join(folder, 'dist/wave.mjs.map'), 'utf8'));
    const handler = await handlerOf('wave');
    let stack = '';
    try {
      handler();
    } catch (error) {
      stack = String(Object(error).stack);
    }
    const frames = [...stack.matchAll(/wave\.mjs:(\d+):(\d+)/g)].map(([, line, column]) => {
      const found = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
      return [found.source, found.line];
    });
    const source = first.startsWith('import') ? ['../src/common.cjs', 3] : ['../src/wave.ts', 2];
    expect(frames).toEqual([source, ['../src/wave.ts', first.split('\n').length + 1]]);
  });

  it('is refused where two files that are loaded late have one name', async () => {
    mkdirSync(join(folder, 'src/deep'));
    const sources = {
      'wave.ts': `export const handler = () => [import('./late.js'), import('./deep/late.js')];`,
      'late.ts': '',
      'deep/late.ts': '',
    };
    await expect(bundled(sources, ['wave'])).rejects.toThrow('have the name late');
  });
});

describe('modules that the chat does not need', () => {
  const signs = `import jwt from 'jsonwebtoken'; export const handler = () => jwt.sign({ a: 1 }, 'secret');`;
  const verifies = `import { JwtTokenVerifier } from '@serverless-ws/chat-jwt'; export const handler = JwtTokenVerifier;`;

  it('are stubs where only its packages use them', async () => {
    await bundled({ 'verify.ts': verifies }, ['verify']);
    expect(readFileSync(join(folder, 'dist/verify.mjs'), 'utf8')).toContain('leave out how to sign tokens');
  });

  it('are whole in a function whose own code uses them, and in no other', async () => {
    await bundled({ 'sign.ts': signs, 'verify.ts': verifies }, ['sign', 'verify']);
    expect((await handlerOf('sign'))()).toMatch(/^eyJ/);
    expect(readFileSync(join(folder, 'dist/sign.mjs'), 'utf8')).not.toContain('leave out');
    expect(readFileSync(join(folder, 'dist/verify.mjs'), 'utf8')).toContain('leave out');
  });

  it('are whole for a client of the AWS SDK that the chat has no use for', async () => {
    const source = `import { DynamoDBClient, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
      const options = { region: 'us-east-1', endpoint: 'http://127.0.0.1:1', maxAttempts: 1,
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
      export const handler = () => new DynamoDBClient(options).send(new DescribeTableCommand({ TableName: 't' }));`;
    await bundled({ 'describe.ts': source }, ['describe']);
    await expect((await handlerOf('describe'))()).rejects.toThrow('ECONNREFUSED');
  });

  it('end the build where one is missing, as asked', async () => {
    writeFileSync(join(folder, 'src/wave.ts'), 'export const handler = 1;');
    const entryPoints = [{ in: join(folder, 'src/wave.ts'), out: 'wave' }];
    await expect(bundleFunctions(join(folder, 'dist'), entryPoints, { everyStub: true })).rejects.toThrow(
      'no function imports jsonwebtoken/',
    );
  });
});
