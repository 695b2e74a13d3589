// A plugin of serverless.yml: bundles the functions whenever the service is packaged, so that `serverless deploy` alone
// suffices, and refuses what would be dead at the first handshake.
import { join } from 'node:path';
import { withAdoptedTables } from './adopted-tables.mjs';
import { bundleFunctions, filesOf } from './bundle-functions.mjs';
import { functionEntries } from './function-entries.mjs';
import { refusedSettings } from './refused-settings.mjs';

/**
 * Characters of a function's name, and bytes of its environment, at most.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const NAME_LENGTH = 64;
const ENVIRONMENT_BYTES = 4_096;

/** Built by the framework, which finds `hooks`. */
export default class ChatBundlePlugin {
  constructor(serverless, _options, { log }) {
    this.serverless = serverless;
    this.log = log;
    this.hooks = {
      'before:package:createDeploymentArtifacts': () => this.build(),
      'before:deploy:function:packageFunction': () => this.build(),
      // From here on the template is whole.
      'after:aws:package:finalize:mergeCustomProviderResources': () => this.adoptTables(),
    };
  }

  async build() {
    const { serviceDir, service } = this.serverless;
    await this.check(service);
    const functions = Object.values(service.functions ?? {});
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

  async adoptTables() {
    const { provider } = this.serverless.service;
    try {
      provider.compiledCloudFormationTemplate = withAdoptedTables(provider.compiledCloudFormationTemplate);
    } catch (error) {
      throw new this.serverless.classes.Error(error.message, 'BAD_CONFIGURATION');
    }
  }

  /** Refuses what the functions would refuse when they start, and what Lambda would refuse of them. */
  async check({ provider, functions = {} }) {
    const declared = Object.entries(functions).map(([key, { name = '', environment }]) => ({
      ...{ key, name },
      environment: { ...provider?.environment, ...environment },
    }));
    const environments = declared.map(({ environment }) => environment);
    const { wrong, undecided, unread } = await refusedSettings(environments, process.env);
    for (const line of unread) this.log.warning(line);
    const problems = [...declared.flatMap(quotaProblems), ...wrong];
    // Without its key, a service can be packaged and looked at, but not deployed.
    if (this.serverless.processedInput.commands[0] === 'deploy') problems.push(...undecided);
    else for (const problem of undecided) this.log.warning(problem);
    if (problems.length > 0)
      throw new this.serverless.classes.Error(problems.join('\n'), 'BAD_CONFIGURATION');
  }
}

/** Adds to a function's package what it is deployed with. */
function addFiles(functions, handler, files, folder) {
  for (const one of functions.filter((candidate) => candidate.handler === handler)) {
    const patterns = [...(one.package?.patterns ?? []), ...files.map((file) => `${folder}/${file}`)];
    one.package = { ...one.package, patterns };
  }
}

/** What AWS would refuse of a function only while it deploys the stack, which it would then roll back. */
function quotaProblems({ key, name, environment }) {
  const texts = Object.entries(environment).flatMap(([variable, value]) =>
    typeof value === 'object' ? [] : [`${variable}${value}`],
  );
  const bytes = Buffer.byteLength(texts.join(''));
  return [
    ...(name.length > NAME_LENGTH
      ? [`${key}: its name ${name} has ${name.length} characters, and Lambda takes ${NAME_LENGTH}`]
      : []),
    ...(/^[\w-]*$/.test(name)
      ? []
      : [`${key}: its name ${name} has other characters than letters, digits, - and _`]),
    ...(bytes > ENVIRONMENT_BYTES
      ? [`${key}: its environment has ${bytes} bytes, and Lambda takes ${ENVIRONMENT_BYTES}`]
      : []),
  ];
}
