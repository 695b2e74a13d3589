// A plugin of serverless.yml: bundles the functions whenever the service is packaged, so that `serverless deploy` alone
// suffices, and refuses to deploy an authorizer without a key.
import { join } from 'node:path';
import { bundleFunctions, filesOf } from './bundle-functions.mjs';
import { functionEntries } from './function-entries.mjs';

const KEYS = ['JWT_SECRET', 'JWT_PUBLIC_KEY', 'JWT_JWKS_URL'];

/** Built by the framework, which finds `hooks`. */
export default class ChatBundlePlugin {
  constructor(serverless, _options, { log }) {
    this.serverless = serverless;
    this.log = log;
    this.hooks = {
      'before:package:createDeploymentArtifacts': () => this.build(),
      'before:deploy:function:packageFunction': () => this.build(),
    };
  }

  async build() {
    const { serviceDir, service } = this.serverless;
    const functions = Object.values(service.functions ?? {});
    for (const problem of functions.flatMap(keyProblems)) this.complain(problem);
    const entries = functionEntries(
      serviceDir,
      functions.map(({ handler }) => handler),
    );
    let count = 0;
    for (const folder of new Set(entries.map((entry) => entry.folder))) {
      const own = entries.filter((entry) => entry.folder === folder);
      const sources = new Map(own.map(({ name, source }) => [name, join(serviceDir, source)]));
      const entryPoints = [...sources].map(([name, path]) => ({ in: path, out: name }));
      const bundles = await bundleFunctions(join(serviceDir, folder), entryPoints);
      count += Object.keys(bundles).length;
      for (const { handler, name } of own) addFiles(functions, handler, filesOf(bundles, name), folder);
    }
    this.log.notice(`Built ${count} files`);
  }

  /** Such a service can be packaged and looked at, but not deployed. */
  complain(problem) {
    if (this.serverless.processedInput.commands[0] !== 'deploy') this.log.warning(problem);
    else throw new this.serverless.classes.Error(problem, 'BAD_CONFIGURATION');
  }
}

/** Adds to a function's package what it is deployed with. */
function addFiles(functions, handler, files, folder) {
  for (const one of functions.filter((candidate) => candidate.handler === handler)) {
    const patterns = [...(one.package?.patterns ?? []), ...files.map((file) => `${folder}/${file}`)];
    one.package = { ...one.package, patterns };
  }
}

/** What would keep all clients out, found here rather than by the first handshake. */
function keyProblems({ environment = {} }) {
  if (!KEYS.some((key) => key in environment)) return [];
  const set = KEYS.filter((key) => environment[key]);
  if (set.length === 0) return [`JWT_SECRET is missing (or ${KEYS.slice(1).join(', or ')})`];
  if (set.length > 1) return [`${set[1]} is set beside ${set[0]}: only one of them can count`];
  const { JWT_SECRET: secret = '', JWT_REQUIRE_STRONG_SECRET: strict } = environment;
  // No text where CloudFormation resolves it while deploying.
  const short =
    typeof secret === 'string' &&
    secret !== '' &&
    !secret.startsWith('{{resolve:') &&
    Buffer.byteLength(secret) < 32;
  return short && strict === 'true' ? ['JWT_SECRET is under 32 bytes'] : [];
}
