/** The source of a rule. `chosen`: no known AWS page covers it; the emulator's own choice. */
export type Source =
  | { readonly kind: 'documented'; readonly where: string }
  | { readonly kind: 'observed'; readonly where: string }
  | { readonly kind: 'chosen'; readonly where: string };

/** One rule of the gateway. */
export interface Rule {
  /** Names the test. */
  readonly id: string;
  /** Completes "The gateway …". */
  readonly rule: string;
  readonly source: Source;
  /** What serverless-offline 14.8 does instead; empty where it does the same. */
  readonly serverlessOffline: string;
}

const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/';

/** The pages of the API Gateway developer guide that the rules cite. */
export const pages = {
  binary: `${guide}websocket-api-develop-binary-media-types.html`,
  connectDisconnect: `${guide}apigateway-websocket-api-route-keys-connect-disconnect.html`,
  connections: `${guide}apigateway-how-to-call-websocket-api-connections.html`,
  contextVariables: `${guide}apigateway-websocket-api-mapping-template-reference.html`,
  gatewayResponses: `${guide}supported-gateway-response-types.html`,
  lambdaAuthorizer: `${guide}apigateway-websocket-api-lambda-auth.html`,
  authorizerOutput: `${guide}api-gateway-lambda-authorizer-output.html`,
  authorizerSources: `${guide}configure-api-gateway-lambda-authorization.html`,
  accountQuotas: `${guide}limits.html`,
  proxyIntegration: `${guide}set-up-lambda-proxy-integrations.html`,
  quotas: `${guide}apigateway-execution-service-websocket-limits-table.html`,
  routeResponse: `${guide}apigateway-websocket-api-route-response.html`,
  routes: `${guide}websocket-api-develop-routes.html`,
  overview: `${guide}apigateway-websocket-api-overview.html`,
  subprotocol: `${guide}websocket-connect-route-subprotocol.html`,
  stageVariables: `${guide}stage-variables.html`,
} as const;

/** Pages outside the guide. */
export const others = {
  asyncInvocation: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html',
  gone: 'https://repost.aws/knowledge-center/410-gone-api-gateway',
  iamEvaluation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  managementApi:
    'https://docs.aws.amazon.com/apigatewaymanagementapi/latest/APIReference/API_connections_connectionId.html',
  rfc6455: 'https://www.rfc-editor.org/rfc/rfc6455',
  sigv4: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html',
  sigv4Errors: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html',
} as const;

/** Marks a page about REST APIs; WebSocket APIs share that part of the gateway. */
export function ofRest(page: string): string {
  return `${page} (said of REST APIs)`;
}

/** A rule that a page documents. */
export function documented(id: string, where: string, rule: string, serverlessOffline = ''): Rule {
  return { id, rule, source: { kind: 'documented', where }, serverlessOffline };
}

/** A rule that AWS was seen to follow. */
export function observed(id: string, where: string, rule: string, serverlessOffline = ''): Rule {
  return { id, rule, source: { kind: 'observed', where }, serverlessOffline };
}

/** A rule of the emulator's own, with the reason. */
export function chosen(id: string, where: string, rule: string, serverlessOffline = ''): Rule {
  return { id, rule, source: { kind: 'chosen', where }, serverlessOffline };
}
