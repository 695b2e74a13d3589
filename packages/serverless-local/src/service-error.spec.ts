import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ServiceOptions } from './service-options.js';
import { startService } from './start-service.js';

describe('a service that cannot run', () => {
  let folder: string;
  const code = async (yaml: string | null, options: Partial<ServiceOptions> = {}) => {
    folder = mkdtempSync(join(tmpdir(), 'service-'));
    const path = join(folder, 'cups.yml');
    if (yaml !== null) writeFileSync(path, yaml);
    writeFileSync(join(folder, 'typed.ts'), '');
    writeFileSync(join(folder, 'there.mjs'), 'export const handler = 1;');
    writeFileSync(join(folder, 'throws.mjs'), 'throw new Error("no table");');
    const failed: unknown = await startService({
      file: path,
      environment: { KEY: 'hush' },
      ...options,
    }).catch((error: unknown) => error);
    rmSync(folder, { recursive: true });
    const { code, message } = failed as { code: string; message: string };
    expect(message).not.toMatch(/hush|\n/);
    return `${code} ${message.replaceAll(folder, '')}`;
  };
  const one = (handler: string) => `functions: { pour: { handler: ${handler} } }`;

  it.each([
    [null, 'file_missing /cups.yml cannot be read'],
    ['key: "hush" "hush"', /^invalid_yaml \/cups\.yml: no YAML at line 1, column \d+: \w+$/],
    ['functions: ${file(other.yml)}', 'file_missing /other.yml cannot be read'],
    [
      'functions: { pour: { handler: "${ssm:x}" } }',
      /^unknown_variable cups\.yml: functions\.pour\.handler: /,
    ],
    [
      'functions: { pour: { handler: "${env:KEY}" } }',
      'invalid_setting cups.yml: functions.pour.handler: "${env:KEY}" is not file.export',
    ],
    [
      one('a.b, environment: { X: !ImportValue y }'),
      /^unknown_intrinsic cups\.yml: functions\.pour\.environment\.X: /,
    ],
    [
      one('a.b, environment: { X: }'),
      'missing_value cups.yml: functions.pour.environment.X: it has no value',
    ],
    [
      one('away.handler'),
      /^handler_file_missing cups\.yml: functions\.pour\.handler: there is no \/away with the ending /,
    ],
    [
      one('typed.handler'),
      /^handler_file_missing cups\.yml: functions\.pour\.handler: \/typed is TypeScript/,
    ],
    [
      one('there.handler'),
      /^handler_export_missing cups\.yml: functions\.pour\.handler: the bundle exports no function/,
    ],
    [one('throws.handler'), 'function_not_started pour does not start: no table'],
    [
      one('a.b, events: [{ websocket: { route: $connect, authorizer: guard } }]'),
      /^unknown_function cups\.yml: functions: the authorizer of \$connect: /,
    ],
  ])('says why by a code and in one line, without a secret: %s', async (yaml, line) => {
    expect(await code(yaml)).toEqual(line instanceof RegExp ? expect.stringMatching(line) : line);
  });

  it('says which port is taken', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;

    expect(await code('service: cups', { port })).toBe(`port_unavailable port ${port} is taken`);
    other.close();
  });

  it('says that its database cannot be reached', async () => {
    const yaml = 'resources: { Resources: { T: { Type: "AWS::DynamoDB::Table" } } }';

    expect(await code(yaml, { endpoints: { dynamodb: 'http://127.0.0.1:1' } })).toMatch(
      /^engine_refused the table T cannot be made: http:\/\/127\.0\.0\.1:1: /,
    );
  });
});
