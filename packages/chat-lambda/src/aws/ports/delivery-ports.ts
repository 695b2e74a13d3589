import type { GatewayOptions } from '@serverless-ws/chat-apigw';
import type { Logger, MessageGateway } from '@serverless-ws/chat-domain';

import { deliverySettings } from '../../settings/delivery-settings.js';
import type { Environment, Variables } from '../../settings/environment.js';
import { moderationSettings } from '../../settings/moderation-settings.js';
import { SettingError } from '../../settings/setting-error.js';
import { repositories } from '../repositories.js';
import { basePorts, type LoggerMaker } from './base-ports.js';

/** What makes the parts of a function that it may load on first use. */
export interface DeliveryMakers<L extends Logger = Logger> {
  readonly loggerOf: LoggerMaker<L>;
  readonly gatewayOf: (options: GatewayOptions) => MessageGateway;
}

/**
 * The ports and settings of the functions that post to connections.
 * @throws SettingError
 */
export function deliveryPorts<L extends Logger>(
  variables: Variables,
  { loggerOf, gatewayOf }: DeliveryMakers<L>,
) {
  const base = basePorts(variables, loggerOf);
  const { environment, clock, logger, scope } = base;
  const { retention, broadcastDeadline, postTimeout, postsPerSecond } = deliverySettings(environment);
  const gateway = gatewayOf({
    endpoint: { url: callbackUrl(environment) },
    // Set by Lambda itself.
    region: variables['AWS_REGION'] ?? '',
    timeout: postTimeout,
    ...(postsPerSecond !== undefined && { rate: postsPerSecond }),
    deadline: () => scope.deadline,
    ...{ clock, logger },
  });
  const settings = { retention, broadcastDeadline, ...moderationSettings(environment) };
  return { ...base, ...repositories(variables, base), gateway, settings };
}

/** The endpoint of `@connections`; never taken from an event, whose host a client may choose. */
function callbackUrl(environment: Environment): string {
  const url = environment.required('CHAT_CALLBACK_URL');
  if (!/^https?:\/\/[^?#@]+$/.test(url) || !URL.canParse(url))
    throw new SettingError('CHAT_CALLBACK_URL', 'is not an http(s) address');
  return url;
}
