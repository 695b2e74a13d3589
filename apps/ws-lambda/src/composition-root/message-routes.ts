import type { GatewayOptions } from '@serverless-ws/chat-apigw';
import {
  Authorize,
  defaultAccessPolicy,
  CloseConnections,
  type Logger,
  type MessageGateway,
} from '@serverless-ws/chat-domain';

import type { RequestScope } from '../logging/request-scope.js';
import { chatSettings } from '../settings/chat-settings.js';
import { moderationSettings } from '../settings/moderation-settings.js';
import type { Environment } from '../settings/environment.js';
import { SettingError } from '../settings/setting-error.js';
import { randomIds } from '../system/random-ids.js';
import { sha256Digest } from '../system/sha256-digest.js';
import { basePorts } from './base.js';
import { repositories } from './repositories.js';

/**
 * What every message route is built from.
 * @throws SettingError
 */
export function messageRoutes<L extends Logger>(
  loggerOf: (scope: RequestScope) => L,
  gatewayOf: (options: GatewayOptions) => MessageGateway,
) {
  const base = basePorts(loggerOf);
  const settings = chatSettings(base.environment);
  const gateway = gatewayOf({
    endpoint: { url: callbackUrl(base.environment) },
    // Set by Lambda itself.
    region: process.env['AWS_REGION'] ?? '',
    timeout: settings.postTimeout,
    ...(settings.postsPerSecond !== undefined && { rate: settings.postsPerSecond }),
    clock: base.clock,
    logger: base.logger,
  });
  const policy = defaultAccessPolicy;
  const ports = { ...base, ...repositories(base), gateway, policy, ids: randomIds, digest: sha256Digest };
  return {
    ...ports,
    ...settings,
    moderation: moderationSettings(base.environment),
    closeConnections: new CloseConnections(ports),
    authorize: new Authorize(ports),
  };
}

/** The endpoint of `@connections`; never taken from an event, whose host a client may choose. */
function callbackUrl(environment: Environment): string {
  const url = environment.required('CHAT_CALLBACK_URL');
  if (!/^https?:\/\/[^?#@]+$/.test(url) || !URL.canParse(url))
    throw new SettingError('CHAT_CALLBACK_URL', 'is not an http(s) address');
  return url;
}
