import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { unzipSync } from 'fflate';

const run = promisify(execFile);
const serverless = join(workspaceRoot, 'node_modules/osls/bin/serverless.js');

/** A resource of a CloudFormation template. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

/** What `serverless package` leaves behind. */
export interface PackagedStack {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Names of the files in each function's package, by the name of the zip. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
}

/** Packages a stage with osls into a folder of its own: offline, without an account. */
export async function packageStack(
  stage: string,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  parameters: readonly string[] = [],
): Promise<PackagedStack> {
  const args = [serverless, 'package', '--stage', stage, '--package', folder];
  const env = cleanEnvironment({ AWS_REGION: 'eu-central-1', ...environment });
  await run(process.execPath, [...args, ...parameters.map((one) => `--param=${one}`)], {
    cwd: workspaceRoot,
    env,
  });
  return readPackagedStack(folder);
}

/** Reads what `serverless package` has left in a folder. */
export async function readPackagedStack(folder: string): Promise<PackagedStack> {
  const template = JSON.parse(
    await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8'),
  );
  const zips = (await readdir(folder)).filter((file) => file.endsWith('.zip'));
  const packages = await Promise.all(
    zips.map(async (file) => [file, await filesIn(join(folder, file))] as const),
  );
  return {
    resources: template.Resources,
    outputs: template.Outputs,
    conditions: template.Conditions ?? {},
    packages: Object.fromEntries(packages),
  };
}

/** What `serverless deploy`, or `package`, says where it cannot, all of it; there is no network to deploy to. */
export async function refusedDeployment(
  stage: string,
  environment: Readonly<Record<string, string>>,
  command: 'deploy' | 'package' = 'deploy',
  parameters: readonly string[] = [],
): Promise<string> {
  const credentials = {
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    AWS_REGION: 'eu-central-1',
  };
  const env = cleanEnvironment({ ...credentials, ...environment });
  const args = [serverless, command, '--stage', stage, ...parameters.map((one) => `--param=${one}`)];
  return run(process.execPath, args, { cwd: workspaceRoot, env }).then(
    () => 'not refused',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  );
}

/** The names of the files in a zip, none of which is decompressed. */
async function filesIn(zip: string): Promise<readonly string[]> {
  const names: string[] = [];
  const filter = ({ name }: { readonly name: string }) => {
    names.push(name);
    return false;
  };
  unzipSync(await readFile(zip), { filter });
  return names;
}
