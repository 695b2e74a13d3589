import type { GatewayOptions } from '@serverless-ws/chat-apigw';
import type { Logger, MessageGateway } from '@serverless-ws/chat-domain';

import { deliverySettings } from '../../settings/delivery-settings.js';
import type { Variables } from '../../settings/environment.js';
import { moderationSettings } from '../../settings/moderation-settings.js';
import { presenceSettings } from '../../settings/presence-settings.js';
import { repositories } from '../repositories.js';
import { basePorts, type LoggerMaker } from './base-ports.js';
import { gatewayOptions } from './gateway-options.js';

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
  const { environment } = base;
  const { retention, broadcastDeadline, postTimeout, postsPerSecond } = deliverySettings(environment);
  const gateway = gatewayOf({
    ...gatewayOptions(variables, base),
    timeout: postTimeout,
    ...(postsPerSecond !== undefined && { rate: postsPerSecond }),
  });
  const choices = { ...presenceSettings(environment), ...moderationSettings(environment) };
  const settings = { retention, broadcastDeadline, ...choices };
  return { ...base, ...repositories(variables, base), gateway, settings };
}
