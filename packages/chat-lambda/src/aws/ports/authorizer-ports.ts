import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';

import type { AuthorizerHandlerPorts } from '../../handlers/authorizer-handler.js';
import type { LazyLogger } from '../../logging/lazy-logger.js';
import { allowedOrigins } from '../../settings/allowed-origins.js';
import { apiIdOf } from '../../settings/api-id.js';
import type { Variables } from '../../settings/environment.js';
import { jwtSettings, naming } from '../jwt-settings.js';
import { lazyLoggerOf } from '../logging/lazy-logger.js';
import { basePorts } from './base-ports.js';

/** The ports of the authorizer. */
export interface AuthorizerPorts extends AuthorizerHandlerPorts {
  /** Flush it before the function responds. */
  readonly logger: LazyLogger;
}

/**
 * The ports of the request authorizer, which verifies JSON Web Tokens. Holds no AWS SDK: it runs at every handshake.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 */
export function authorizerPorts(variables: Variables): AuthorizerPorts {
  const { environment, ...base } = basePorts(variables, lazyLoggerOf);
  return {
    ...base,
    apiId: apiIdOf(environment),
    verifier: naming(
      () => new JwtTokenVerifier(jwtSettings(environment), { ...base, deadline: () => base.scope.deadline }),
    ),
    queryParameter: environment.text('JWT_QUERY_PARAMETER'),
    origins: allowedOrigins(environment),
  };
}
