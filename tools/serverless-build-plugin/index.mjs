// A plugin of serverless.yml: builds the bundles whenever the stack is packaged, so that `serverless deploy` alone
// suffices, and refuses to deploy a stack that nobody could connect to.
import { bundle } from '../bundle/bundle.mjs';

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
    this.checkKey();
    const bundles = await bundle();
    this.log.notice(`Built ${Object.keys(bundles).length} handlers`);
  }

  /** A stack without a key can be packaged and looked at, but not deployed. */
  checkKey() {
    const { environment } = this.serverless.service.getFunction('authorizer');
    if (KEYS.some((key) => environment[key])) return;
    const line = `No key to verify tokens with: set ${KEYS.join(' or ')} in the environment`;
    if (this.serverless.processedInput.commands[0] === 'deploy') {
      throw new this.serverless.classes.Error(line, 'NO_TOKEN_KEY');
    }
    this.log.warning(line);
  }
}
