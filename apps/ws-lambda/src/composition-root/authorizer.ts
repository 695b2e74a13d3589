import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';

import { authorizerHandler } from '../handlers/authorizer-handler.js';
import { flushed } from '../logging/flushed.js';
import { allowedOrigins } from '../settings/allowed-origins.js';
import { apiIdOf } from '../settings/api-id.js';
import { jwtSettings, naming } from '../settings/jwt-settings.js';
import { basePorts } from './base.js';
import { lazyLoggerOf } from './lazy-logger.js';

const { environment, ...base } = basePorts(lazyLoggerOf);
const verifier = naming(() => new JwtTokenVerifier(jwtSettings(environment), base));

/** The function behind the request authorizer. Carries no AWS SDK: it runs at every handshake. */
export const handler = flushed(
  base.logger,
  authorizerHandler({
    ...base,
    apiId: apiIdOf(environment),
    verifier,
    queryParameter: environment.text('JWT_QUERY_PARAMETER'),
    origins: allowedOrigins(environment),
  }),
);

// Warnings about settings are logged at the start, not at the first handshake.
await base.logger.flush();
