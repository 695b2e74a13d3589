import type { GatewayOptions } from '@serverless-ws/chat-apigw';
import type { Logger, MessageGateway } from '@serverless-ws/chat-domain';

import type { RequestScope } from '../logging/request-scope.js';
import { deliverySettings } from '../settings/delivery-settings.js';
import { moderationSettings } from '../settings/moderation-settings.js';
import type { Environment } from '../settings/environment.js';
import { SettingError } from '../settings/setting-error.js';
import { randomIds } from '../system/random-ids.js';
import { sha256Digest } from '../system/sha256-digest.js';
import { basePorts } from './base.js';
import { repositories } from './repositories.js';

/**
 * The ports and settings of the functions that handle frames.
 * @throws SettingError
 */
export function messagePorts<L extends Logger>(
  loggerOf: (scope: RequestScope) => L,
  gatewayOf: (options: GatewayOptions) => MessageGateway,
) {
  const base = basePorts(loggerOf);
  const { retention, broadcastDeadline, postTimeout, postsPerSecond } = deliverySettings(base.environment);
  const gateway = gatewayOf({
    endpoint: { url: callbackUrl(base.environment) },
    // Set by Lambda itself.
    region: process.env['AWS_REGION'] ?? '',
    timeout: postTimeout,
    ...(postsPerSecond !== undefined && { rate: postsPerSecond }),
    clock: base.clock,
    logger: base.logger,
  });
  const settings = { retention, broadcastDeadline, ...moderationSettings(base.environment) };
  return { ...base, ...repositories(base), gateway, ids: randomIds, digest: sha256Digest, settings };
}

/** The endpoint of `@connections`; never taken from an event, whose host a client may choose. */
function callbackUrl(environment: Environment): string {
  const url = environment.required('CHAT_CALLBACK_URL');
  if (!/^https?:\/\/[^?#@]+$/.test(url) || !URL.canParse(url))
    throw new SettingError('CHAT_CALLBACK_URL', 'is not an http(s) address');
  return url;
}
