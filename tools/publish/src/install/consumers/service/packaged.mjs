import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const modules = join(folder, '../node_modules');
const out = '.serverless/cloudformation-template-update-stack.json';

/** Packages a service with osls, offline; returns the template that would be deployed. */
export function packaged(file, environment) {
  // As in a service that has installed them.
  if (!existsSync(join(folder, 'node_modules'))) symlinkSync(modules, join(folder, 'node_modules'));
  for (const made of ['dist', '.serverless']) rmSync(join(folder, made), { recursive: true, force: true });
  execFileSync(process.execPath, [join(modules, 'osls/bin/serverless.js'), 'package', '--config', file], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: 'pipe',
  });
  return JSON.parse(readFileSync(join(folder, out), 'utf8'));
}

/** Each function has a role of its own, each route its function, and each permission the API that may call. */
export function checkTemplate({ Resources }) {
  const of = (type) => Object.entries(Resources).filter(([, { Type }]) => Type === type);
  const roles = of('AWS::Lambda::Function').map(([, { Properties }]) => Properties.Role['Fn::GetAtt'][0]);
  assert.equal(new Set(roles).size, 5);
  for (const role of roles) assert.equal(Resources[role].Type, 'AWS::IAM::Role');
  const routes = of('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties.RouteKey);
  assert.deepEqual(routes.toSorted(), ['$connect', '$default', '$disconnect', 'acme.nod', 'acme.ring']);
  const permissions = of('AWS::Lambda::Permission');
  assert.equal(permissions.length, 5);
  for (const [name, { Properties }] of permissions) assert.ok(Properties.SourceArn, name);
  for (const name of Object.keys(Resources)) assert.match(name, /^[A-Za-z0-9]+$/);
}
