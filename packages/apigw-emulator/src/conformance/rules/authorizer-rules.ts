import { chosen, documented, ofRest, others, pages, type Rule } from './rule-list.js';

/** The Lambda REQUEST authorizer. */
export const authorizerRules: readonly Rule[] = [
  documented(
    'authorizer-once',
    pages.connectDisconnect,
    'asks the authorizer before `$connect`, and never again for that connection',
  ),
  documented(
    'authorizer-event',
    pages.lambdaAuthorizer,
    'hands the authorizer AWS’s event: methodArn, headers, query, stageVariables, requestContext',
    'no stageVariables, no empty query, no account, always stage `local`',
  ),
  documented(
    'identity-source-missing',
    ofRest(pages.authorizerSources),
    'answers 401 without a call where an identity source is missing',
    'calls the authorizer',
  ),
  documented(
    'identity-source-empty',
    ofRest(pages.authorizerSources),
    'answers 401 without a call where an identity source is empty',
    'calls the authorizer',
  ),
  documented(
    'identity-source-all',
    ofRest(pages.authorizerSources),
    'demands all identity sources: header, querystring, context and stageVariables',
    'ignores them',
  ),
  documented(
    'authorizer-deny',
    pages.connectDisconnect,
    'answers 403 to a Deny, and `$connect` does not run',
  ),
  documented(
    'authorizer-implicit-deny',
    others.iamEvaluation,
    'answers 403 where no statement covers `$connect`',
    'looks at Resource, not at Action',
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
    'answers 401 where the authorizer throws `Unauthorized`',
    '500',
  ),
  documented(
    'authorizer-throws',
    ofRest(pages.gatewayResponses),
    'answers 500 to any other failure of the authorizer',
  ),
  documented(
    'authorizer-timeout',
    ofRest(pages.gatewayResponses),
    'answers 500 where the authorizer takes over 29 s',
    'waits as long as the function may run',
  ),
  documented(
    'authorizer-principal',
    ofRest(pages.authorizerOutput),
    'answers 500 where `principalId` is missing',
    '403',
  ),
  documented(
    'authorizer-policy',
    ofRest(pages.authorizerOutput),
    'answers 500 where the policy document is missing or malformed',
  ),
  documented(
    'authorizer-context-scalar',
    ofRest(pages.authorizerOutput),
    'answers 500 where a context value is an object or an array',
  ),
  documented(
    'authorizer-size',
    pages.quotas,
    'answers 500 where the authorizer returns over 8 KB',
    'no limit',
  ),
  documented(
    'authorizer-strings',
    pages.contextVariables,
    'stringifies the context and hands it, with `principalId`, to every later event',
  ),
  chosen(
    'authorizer-disconnect',
    'AWS documents it neither way',
    'hands the context to `$disconnect` too; do not rely on it',
  ),
  chosen(
    'authorizer-condition',
    'better loud than ignored',
    'answers 500 to a policy with a Condition, which it cannot evaluate',
    'ignores it',
  ),
];
