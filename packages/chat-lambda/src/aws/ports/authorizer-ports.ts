import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';

import type { AuthorizerHandlerPorts } from '../../handlers/authorizer-handler.js';
import type { LazyLogger } from '../../logging/lazy-logger.js';
import { allowedOrigins } from '../../settings/allowed-origins.js';
import { apiIdOf } from '../../settings/api-id.js';
import type { Variables } from '../../settings/environment.js';
import { jwtSettings, naming, type SecretReader } from '../jwt-settings.js';
import { lazyLoggerOf } from '../logging/lazy-logger.js';
import { basePorts } from './base-ports.js';

/** The ports of the authorizer. */
export interface AuthorizerPorts extends AuthorizerHandlerPorts {
  /** Flush it before the function responds. */
  readonly logger: LazyLogger;
  /** Resolves when keys that are kept elsewhere are there, or could not be read yet: wait for it while the function starts. */
  readonly ready: Promise<void>;
}

/**
 * The ports of the request authorizer, which verifies JSON Web Tokens. Holds no AWS SDK: it runs at every handshake.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 */
export function authorizerPorts(variables: Variables): AuthorizerPorts {
  const { environment, ...base } = basePorts(variables, lazyLoggerOf);
  const settings = jwtSettings(environment, secretReader(variables));
  const verifier = naming(
    () => new JwtTokenVerifier(settings, { ...base, deadline: () => base.scope.deadline }),
  );
  return {
    ...base,
    apiId: apiIdOf(environment),
    verifier,
    ready: verifier.prepare(),
    queryParameter: environment.text('JWT_QUERY_PARAMETER'),
    origins: allowedOrigins(environment),
  };
}

/** Loaded only where a secret has an ARN. */
function secretReader(variables: Variables): SecretReader {
  return (arn) => async (within) => {
    const { secretVersions } = await import('../secrets-manager.js');
    return secretVersions(arn, variables, within);
  };
}
