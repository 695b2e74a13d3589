// A plugin of serverless.yml: builds the bundles whenever the stack is packaged, so that `serverless deploy` alone
// suffices, and refuses to deploy a stack that would reject every connection.
import { bundle } from './bundle.mjs';

const KEYS = ['JWT_SECRET', 'JWT_PUBLIC_KEY', 'JWT_JWKS_URL'];

/** Built by the framework, which finds `hooks`. */
export default class BuildPlugin {
  constructor(serverless, _options, { log }) {
    this.serverless = serverless;
    this.log = log;
    this.hooks = {
      'before:package:createDeploymentArtifacts': () => this.build(),
      'before:deploy:function:packageFunction': () => this.build(),
    };
  }

  async build() {
    const problem = keyProblem(this.serverless.service.getFunction('authorizer').environment);
    if (problem !== undefined) this.complain(problem);
    const bundles = await bundle();
    this.log.notice(`Built ${Object.keys(bundles).length} files`);
  }

  /** Such a stack can be packaged and looked at, but not deployed. */
  complain(problem) {
    if (this.serverless.processedInput.commands[0] !== 'deploy') this.log.warning(problem);
    else throw new this.serverless.classes.Error(problem, 'BAD_CONFIGURATION');
  }
}

/** What would reject every user, found here rather than by the first handshake. */
function keyProblem(environment) {
  const set = KEYS.filter((key) => environment[key]);
  if (set.length === 0) return `JWT_SECRET is missing (or ${KEYS.slice(1).join(', or ')})`;
  if (set.length > 1) return `${set[1]} is set beside ${set[0]}: only one of them can count`;
  const { JWT_SECRET: secret = '', JWT_REQUIRE_STRONG_SECRET: strict } = environment;
  const short = secret !== '' && !secret.startsWith('{{resolve:') && Buffer.byteLength(secret) < 32;
  return short && strict === 'true' ? 'JWT_SECRET is under 32 bytes' : undefined;
}
