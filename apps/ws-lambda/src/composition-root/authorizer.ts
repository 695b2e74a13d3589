import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';

import { authorizerHandler } from '../handlers/authorizer-handler.js';
import { allowedOrigins } from '../settings/allowed-origins.js';
import { jwtSettings, naming } from '../settings/jwt-settings.js';
import { foundation } from './foundation.js';

const { environment, ...base } = foundation();
const verifier = naming(() => new JwtTokenVerifier(jwtSettings(environment), base));

/** The function behind the request authorizer. Carries no AWS SDK: it is on the way of every handshake. */
export const handler = authorizerHandler({
  ...base,
  verifier,
  queryParameter: environment.text('JWT_QUERY_PARAMETER'),
  origins: allowedOrigins(environment),
});
