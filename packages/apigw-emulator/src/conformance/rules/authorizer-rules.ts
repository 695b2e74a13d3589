import { chosen, documented, ofRest, others, pages, type Rule } from './rule-list.js';

/** The Lambda REQUEST authorizer. */
export const authorizerRules: readonly Rule[] = [
  documented(
    'authorizer-once',
    pages.connectDisconnect,
    'calls the authorizer before `$connect`, and never again for that connection',
  ),
  documented(
    'authorizer-event',
    pages.lambdaAuthorizer,
    'passes AWS’s event to the authorizer: methodArn, headers and their `content-length`, query, stageVariables, requestContext',
    'no stageVariables, no empty query, no account, always stage `local`',
  ),
  documented(
    'identity-source-missing',
    ofRest(pages.authorizerSources),
    'responds with 401 without a call where an identity source is missing',
    'calls the authorizer',
  ),
  documented(
    'identity-source-empty',
    ofRest(pages.authorizerSources),
    'responds with 401 without a call where an identity source is empty',
    'calls the authorizer',
  ),
  documented(
    'identity-source-all',
    ofRest(pages.authorizerSources),
    'requires all identity sources: header, querystring, context and stageVariables',
    'ignores them',
  ),
  documented(
    'authorizer-deny',
    pages.connectDisconnect,
    'responds with 403 to a Deny, and `$connect` does not run',
  ),
  documented(
    'authorizer-implicit-deny',
    others.iamEvaluation,
    'responds with 403 where no statement covers `$connect`',
    'checks Resource, not Action',
  ),
  documented('authorizer-deny-wins', others.iamEvaluation, 'lets an explicit Deny win over an Allow'),
  documented(
    'authorizer-wildcards',
    others.iamEvaluation,
    'matches `*` and `?` in actions and resources',
    'actions ignored; 403 to `arn:aws:execute-api:*:*:*/*/$connect`',
  ),
  documented('authorizer-not', others.iamEvaluation, 'evaluates NotAction and NotResource', '500'),
  documented(
    'authorizer-unauthorized',
    pages.connectDisconnect,
    'responds with 401 where the authorizer throws `Unauthorized`',
    '500',
  ),
  documented(
    'authorizer-throws',
    ofRest(pages.gatewayResponses),
    'responds with 500 to any other failure of the authorizer, and logs the error',
  ),
  documented(
    'authorizer-timeout',
    ofRest(pages.gatewayResponses),
    'responds with 500 where the authorizer takes over 29 s',
    'waits as long as the function may run',
  ),
  documented(
    'authorizer-principal',
    ofRest(pages.authorizerOutput),
    'responds with 500 where `principalId` is missing',
    '403',
  ),
  documented(
    'authorizer-policy',
    ofRest(pages.authorizerOutput),
    'responds with 500 where the policy document is missing or malformed',
  ),
  documented(
    'authorizer-context-scalar',
    ofRest(pages.authorizerOutput),
    'responds with 500 where a context value is an object or an array',
  ),
  documented(
    'authorizer-size',
    pages.quotas,
    'responds with 500 where the authorizer returns over 8 KB',
    'no limit',
  ),
  documented(
    'authorizer-strings',
    pages.contextVariables,
    'stringifies the context and adds it, with `principalId`, to every later event',
  ),
  chosen(
    'authorizer-disconnect',
    'AWS does not document it',
    'adds the context to `$disconnect` too; do not rely on it',
  ),
  chosen(
    'authorizer-condition',
    'an error is safer than a Condition that is ignored',
    'responds with 500 to a policy with a Condition, which it cannot evaluate',
    'ignores it',
  ),
];
