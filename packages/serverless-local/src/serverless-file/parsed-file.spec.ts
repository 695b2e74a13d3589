import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parsedFile } from './parsed-file.js';

describe('a parsed file', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parsed-file-'));
    path = join(folder, 'roles.yml');
    writeFileSync(path, 'Arn: !Ref Table');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is parsed once as long as its text is the same', () => {
    const parsed = parsedFile(path);
    writeFileSync(path, 'Arn: !Ref Table');

    expect(parsed).toEqual({ Arn: { Ref: 'Table' } });
    expect(parsedFile(path)).toBe(parsed);
  });

  it('is parsed anew once its text is another', () => {
    parsedFile(path);
    writeFileSync(path, 'Arn: !Ref Queue');

    expect(parsedFile(path)).toEqual({ Arn: { Ref: 'Queue' } });
  });

  it('is no longer there once it is deleted', () => {
    parsedFile(path);
    rmSync(path);

    expect(() => parsedFile(path)).toThrow('cannot be read');
  });
});
