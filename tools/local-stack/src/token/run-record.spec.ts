import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { invokeUrlOf, recordRun, secretOf } from './run-record.js';

const url = 'ws://127.0.0.1:4000/dev';
const invokeUrl = 'http://127.0.0.1:5000';

describe('the record of a run', () => {
  let scratch: string;
  let folder: string;

  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'runs-'));
    folder = join(scratch, 'runs');
  });
  afterEach(() => rmSync(scratch, { recursive: true }));

  it('tells the secret of a stack by its address, for as long as that runs', () => {
    const forget = recordRun(url, { secret: 'of this run', invokeUrl }, folder);

    expect(secretOf(url, {}, folder)).toBe('of this run');
    expect(secretOf('ws://localhost:4000/prod', {}, folder)).toBe('of this run');
    expect(() => secretOf('ws://127.0.0.1:4001/dev', {}, folder)).toThrow(/^no npm start of this folder/);
    forget();
    expect(() => secretOf(url, {}, folder)).toThrow(/^no npm start of this folder listens at ws:[^\n]*$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is for this user alone, also where another file was there', () => {
    recordRun(url, { secret: 'first', invokeUrl }, folder);
    writeFileSync(join(folder, '4000.json'), '{}', { mode: 0o666 });
    recordRun(url, { secret: 'second', invokeUrl }, folder);

    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, '4000.json')).mode & 0o077).toBe(0);
    expect(secretOf(url, {}, folder)).toBe('second');
  });

  it('counts less than JWT_SECRET, and nothing for a chat elsewhere', () => {
    recordRun(url, { secret: 'of this run', invokeUrl }, folder);

    expect(secretOf(url, { JWT_SECRET: 'given' }, folder)).toBe('given');
    expect(() => secretOf('wss://chat.example.com:4000', {}, folder)).toThrow(/^JWT_SECRET is not set/);
  });

  it.each([
    ['a process that was killed', '{"secret":"s","invokeUrl":"http://127.0.0.1:1","pid":4194305}'],
    ['no record', '{}'],
    ['no JSON', '{'],
  ])('is not believed where it is of %s', (_, text) => {
    recordRun(url, { secret: 'x', invokeUrl }, folder);
    writeFileSync(join(folder, '4000.json'), text);

    expect(() => secretOf(url, {}, folder)).toThrow(/^no npm start/);
    expect(() => invokeUrlOf(url, folder)).toThrow(/^no npm start/);
  });

  it('tells where functions are invoked, also where it may not tell the secret', () => {
    recordRun(url, { invokeUrl }, folder);

    expect(invokeUrlOf(url, folder)).toBe(invokeUrl);
    expect(() => secretOf(url, {}, folder)).toThrow(/JWT_SECRET is not set$/);
    expect(() => invokeUrlOf('wss://chat.example.com:4000', folder)).toThrow(/^no npm start/);
  });
});
