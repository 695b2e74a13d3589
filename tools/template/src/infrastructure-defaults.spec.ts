import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { parse } from 'yaml';

const folder = join(workspaceRoot, 'packages/chat-lambda/infrastructure');

/** `${param:name, default}`, the default as YAML has it. */
const PARAMETER = /\$\{param:(\w+)(?:, *([^}]+))?\}/g;

const used = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yml'))
  .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(PARAMETER)])
  .map(([, name = '', value]) => ({ name, value }));

const { params } = parse(readFileSync(join(workspaceRoot, 'serverless.yml'), 'utf8'), { logLevel: 'silent' });

it('every parameter of the infrastructure has a default, for services that do not name it', () => {
  expect(used.length).toBeGreaterThan(8);
  expect(used.filter(({ value }) => value === undefined)).toEqual([]);
});

it('the defaults are those of serverless.yml, but for the table, which outlives a service that says nothing', () => {
  const others = used.filter(({ value, name }) => parse(value ?? '') !== params.default[name]);
  expect(new Set(others.map(({ name }) => name))).toEqual(new Set(['tableDeletionPolicy']));
});
