import { connectionHandler } from '../handlers/connection-handler.js';
import { apiIdOf } from '../settings/api-id.js';
import { moderationSettings } from '../settings/moderation-settings.js';
import { basePorts } from './base.js';
import { loggerOf } from './logger.js';
import { repositories } from './repositories.js';

const base = basePorts(loggerOf);

/** The function behind `$connect` and `$disconnect`. Posts nothing, so it carries no gateway. */
export const handler = connectionHandler({
  ...base,
  ...repositories(base),
  settings: moderationSettings(base.environment),
  apiId: apiIdOf(base.environment),
});
