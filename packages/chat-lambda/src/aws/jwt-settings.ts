import {
  JWT_ALGORITHMS,
  JwtSettingsError,
  type JwtAlgorithm,
  type JwtKeySettings,
  type JwtSettings,
} from '@serverless-ws/chat-jwt';

import type { Environment, Setting } from '../settings/environment.js';
import { SettingError } from '../settings/setting-error.js';

/** The environment variable of each setting of the verifier. */
const NAMES: Readonly<Record<string, Setting>> = {
  secret: 'JWT_SECRET',
  previousSecret: 'JWT_PREVIOUS_SECRET',
  publicKey: 'JWT_PUBLIC_KEY',
  jwksUrl: 'JWT_JWKS_URL',
  algorithms: 'JWT_ALGORITHMS',
  clockToleranceSeconds: 'JWT_CLOCK_TOLERANCE_SECONDS',
};
/** The settings that each name a key: one of them counts. */
export const KEYS = ['JWT_SECRET', 'JWT_PUBLIC_KEY', 'JWT_JWKS_URL'] as const;
const YEAR_SECONDS = 31_536_000;

/**
 * The settings of the token verifier.
 * @throws SettingError naming the variable that is missing or wrong
 */
export function jwtSettings(environment: Environment): JwtSettings {
  return {
    ...keySettings(environment),
    algorithms: algorithms(environment),
    issuer: environment.text('JWT_ISSUER'),
    audience: environment.text('JWT_AUDIENCE'),
    clockToleranceSeconds: environment.count('JWT_CLOCK_TOLERANCE_SECONDS', 0, 300),
    maxTokenLength: environment.count('JWT_MAX_TOKEN_LENGTH', 64, 65_536),
    maxAgeSeconds: environment.count('JWT_MAX_AGE_SECONDS', 1, YEAR_SECONDS),
    requireExp: environment.flag('JWT_REQUIRE_EXP'),
    requireStrongSecret: environment.flag('JWT_REQUIRE_STRONG_SECRET'),
  };
}

/** Errors of the verifier, with the name of the environment variable. */
export function naming<Result>(make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof JwtSettingsError)) throw error;
    throw new SettingError(NAMES[error.setting] ?? error.setting, error.problem);
  }
}

/**
 * The key that tokens are verified with.
 * @throws SettingError where there is none, or more than one
 */
export function keySettings(environment: Environment): JwtKeySettings {
  const [name, other] = KEYS.filter((key) => environment.text(key) !== undefined);
  if (name === undefined)
    throw new SettingError('JWT_SECRET', `is missing (or ${KEYS.slice(1).join(', or ')})`);
  if (other !== undefined) throw new SettingError(other, `is set beside ${name}: only one of them can count`);
  const value = environment.required(name);
  if (name === 'JWT_SECRET')
    return { secret: value, previousSecret: environment.text('JWT_PREVIOUS_SECRET') };
  // A PEM key in one line, as most places for variables demand.
  return name === 'JWT_PUBLIC_KEY' ? { publicKey: value.replaceAll('\\n', '\n') } : { jwksUrl: value };
}

function algorithms(environment: Environment): readonly JwtAlgorithm[] | undefined {
  return environment
    .text('JWT_ALGORITHMS')
    ?.split(',')
    .map((name) => {
      const algorithm = JWT_ALGORITHMS.find((known) => known === name.trim());
      if (algorithm === undefined)
        throw new SettingError('JWT_ALGORITHMS', `takes ${JWT_ALGORITHMS.join(', ')}`);
      return algorithm;
    });
}
