import { isChatError, type Logger, type TokenVerifier } from '@serverless-ws/chat-domain';

import { originAllowed } from '../credentials/origin-allowed.js';
import { tokenOf } from '../credentials/token-of.js';
import { isFromOtherApi, type OwnApi } from '../events/other-api.js';
import type { AuthorizerEvent } from '../events/web-socket-event.js';
import { identityContext, type IdentityContext } from '../identity/identity-context.js';
import { inTime, type InvocationContext } from '../invocation/in-time.js';
import type { RequestScope } from '../logging/request-scope.js';

/**
 * The limit of API Gateway on the result of an authorizer; a larger one becomes a 500 without a reason.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
const RESULT_BYTES = 8 * 1_024;

/** What {@link authorizerHandler} needs. */
export interface AuthorizerHandlerPorts extends OwnApi {
  readonly verifier: TokenVerifier;
  readonly scope: RequestScope;
  /** The query parameter that may carry the token; none when absent. */
  readonly queryParameter?: string | undefined;
  /** The web pages that may connect, by origin; any when absent. */
  readonly origins?: readonly string[] | undefined;
}

/** The policy that API Gateway expects from an authorizer. */
export interface Verdict {
  readonly principalId: string;
  readonly policyDocument: { readonly Version: '2012-10-17'; readonly Statement: readonly object[] };
  /** Only where the user may connect. */
  readonly context?: IdentityContext;
}

/**
 * Decides who may connect. Rejects with `Unauthorized`, the word that API Gateway turns into 401, for a token that is
 * missing or not valid, and denies, which becomes 403, web pages that are not allowed and events of another API; any
 * other rejection becomes a 500, which tells a client to try again.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function authorizerHandler(dependencies: AuthorizerHandlerPorts) {
  const { verifier, logger, scope, queryParameter, origins } = dependencies;
  return async (
    { requestContext, ...event }: AuthorizerEvent,
    context?: InvocationContext,
  ): Promise<Verdict> => {
    if (isFromOtherApi({ requestContext }, dependencies)) return denial('*');
    const { connectionId, requestId } = requestContext;
    return scope.run({ connectionId, requestId }, async () => {
      if (!originAllowed(event, origins)) {
        logger.info('refused', { code: 'forbidden', reason: 'This web page may not connect.' });
        return denial(event.methodArn);
      }
      const token = tokenOf({ requestContext, ...event }, queryParameter);
      if (token === null) throw refused(logger, 'There is no token.');
      const verified = inTime(context, scope, () => verifier.verify(token));
      const identity = await verified.catch((error: unknown) => {
        if (isChatError(error) && error.code === 'unauthorized') throw refused(logger, error.message);
        logger.error('could not verify a token', error);
        throw error;
      });
      const allowed = allowance(identity, event.methodArn);
      if (Buffer.byteLength(JSON.stringify(allowed)) <= RESULT_BYTES) return allowed;
      throw refused(logger, 'Its name and roles are more than API Gateway hands on.');
    });
  };
}

function refused(logger: Logger, reason: string): Error {
  logger.info('refused', { code: 'unauthorized', reason });
  return new Error('Unauthorized');
}

function allowance(identity: Parameters<typeof identityContext>[0], methodArn: string): Verdict {
  // Shows in access logs; may be anything that is ASCII.
  return {
    ...verdict(encodeURIComponent(identity.userId), 'Allow', methodArn),
    context: identityContext(identity),
  };
}

/** @param methodArn - `*` denies all, for events of which nothing is read */
function denial(methodArn: string): Verdict {
  return verdict('unknown', 'Deny', methodArn);
}

function verdict(principalId: string, Effect: 'Allow' | 'Deny', Resource: string): Verdict {
  const Statement = [{ Action: 'execute-api:Invoke', Effect, Resource }];
  return { principalId, policyDocument: { Version: '2012-10-17', Statement } };
}
