import type { GatewayOptions } from '@serverless-ws/chat-apigw';

import type { RequestScope } from '../../logging/request-scope.js';
import type { Clock, Logger } from '@serverless-ws/chat-domain';
import type { Environment, Variables } from '../../settings/environment.js';
import { SettingError } from '../../settings/setting-error.js';

/** What the gateway of a function is made of, besides variables. */
export interface GatewaySurroundings {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly scope: RequestScope;
}

/**
 * Where the gateway of a function is, and what it reports to.
 * @throws SettingError
 */
export function gatewayOptions(
  variables: Variables,
  { environment, clock, logger, scope }: GatewaySurroundings,
): GatewayOptions {
  return {
    endpoint: { url: callbackUrl(environment) },
    // Set by Lambda itself.
    region: variables['AWS_REGION'] ?? '',
    deadline: () => scope.deadline,
    clock,
    logger,
  };
}

/**
 * The endpoint of `@connections`; never taken from an event, whose host a client may choose.
 * @throws SettingError
 */
export function callbackUrl(environment: Environment): string {
  const url = environment.required('CHAT_CALLBACK_URL');
  if (!/^https?:\/\/[^?#@]+$/.test(url) || !URL.canParse(url))
    throw new SettingError('CHAT_CALLBACK_URL', 'is not an http(s) address');
  return url;
}
