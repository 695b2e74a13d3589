import { Admission, Connect, defaultAccessPolicy, Disconnect } from '@serverless-ws/chat-domain';

import { connectionHandler } from '../handlers/connection-handler.js';
import { apiIdOf } from '../settings/api-id.js';
import { moderationSettings } from '../settings/moderation-settings.js';
import { basePorts } from './base.js';
import { loggerOf } from './logger.js';
import { repositories } from './repositories.js';

const base = basePorts(loggerOf);
const ports = { ...base, ...repositories(base), policy: defaultAccessPolicy };
const admission = new Admission({ ...ports, ...moderationSettings(base.environment) });

/** The function behind `$connect` and `$disconnect`. Posts nothing, so it carries no gateway. */
export const handler = connectionHandler({
  ...ports,
  apiId: apiIdOf(base.environment),
  connect: new Connect({ ...ports, admission }),
  disconnect: new Disconnect(ports),
});
