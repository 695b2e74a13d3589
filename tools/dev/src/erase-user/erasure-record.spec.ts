import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { noteErasure, usersToErase } from './erasure-record.js';

const at = Date.parse('2026-11-29T10:00:00Z');
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'erasures-'));
  file = join(folder, 'erasures.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the record of erasures', () => {
  it('is a line for each begin and each end, which only its owner reads', () => {
    noteErasure(file, { userId: 'ada', startedAt: at });
    noteErasure(file, { userId: 'ada', startedAt: at, finishedAt: at + 1_000 });
    expect(readFileSync(file, 'utf8')).toBe(
      '{"userId":"ada","startedAt":"2026-11-29T10:00:00.000Z"}\n' +
        '{"userId":"ada","startedAt":"2026-11-29T10:00:00.000Z","finishedAt":"2026-11-29T10:00:01.000Z"}\n',
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('names those whose erasure had not finished at a time, each once', () => {
    const note = (userId: string, startedAt: number, finishedAt?: number) => {
      noteErasure(file, { userId, startedAt });
      if (finishedAt !== undefined) noteErasure(file, { userId, startedAt, finishedAt });
    };
    note('before', at - 2_000, at - 1);
    note('during', at - 2_000, at);
    note('after', at + 1, at + 2);
    note('after', at + 3, at + 4);
    note('interrupted', at - 2_000);
    note('twice', at - 9_000);
    note('twice', at - 8_000, at - 7_000);
    expect(usersToErase(file, at)).toEqual(['during', 'after', 'interrupted', 'twice']);
    expect(usersToErase(file)).toContain('before');
  });

  it.each([
    'nonsense',
    '{}',
    '[]',
    'null',
    '{"userId":"","startedAt":"2026-11-29T10:00:00Z"}',
    '{"userId":"a"}',
  ])('is refused where a line is no erasure: %s', (line) => {
    writeFileSync(file, `${line}\n`);
    expect(() => usersToErase(file)).toThrow(`${file}:1 is no erasure`);
  });

  it('is refused where it cannot be read', () => {
    expect(() => usersToErase(file)).toThrow('cannot be read');
  });
});
