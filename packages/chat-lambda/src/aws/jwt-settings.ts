import {
  JWT_ALGORITHMS,
  JwtSettingsError,
  type JwtAlgorithm,
  type JwtKeySettings,
  type JwtSettings,
  type ReadSecrets,
} from '@serverless-ws/chat-jwt';

import type { Environment, Setting } from '../settings/environment.js';
import { SettingError } from '../settings/setting-error.js';

/** The environment variable of each setting of the verifier. */
const NAMES: Readonly<Record<string, Setting>> = {
  secret: 'JWT_SECRET',
  secrets: 'JWT_SECRET_ARN',
  previousSecret: 'JWT_PREVIOUS_SECRET',
  publicKey: 'JWT_PUBLIC_KEY',
  jwksUrl: 'JWT_JWKS_URL',
  algorithms: 'JWT_ALGORITHMS',
  clockToleranceSeconds: 'JWT_CLOCK_TOLERANCE_SECONDS',
};
/** The settings that each name a key: one of them counts. */
export const KEYS = ['JWT_SECRET', 'JWT_PUBLIC_KEY', 'JWT_JWKS_URL', 'JWT_SECRET_ARN'] as const;
/** With the six characters that Secrets Manager adds: a role that names less allows nothing. */
const SECRET_ARN = /^arn:aws[\w-]*:secretsmanager:[a-z\d-]+:\d{12}:secret:[\w/+=.@-]+-\w{6}$/;
const YEAR_SECONDS = 31_536_000;

/** Reads the secret with an ARN. */
export type SecretReader = (arn: string) => ReadSecrets;

const noReader: SecretReader = () => () => Promise.reject(new Error('Secrets are read by functions alone.'));

/**
 * The settings of the token verifier.
 *
 * @param readerOf - how a secret is read that has an ARN; by default it cannot be
 * @throws SettingError naming the variable that is missing or wrong
 */
export function jwtSettings(environment: Environment, readerOf = noReader): JwtSettings {
  return {
    ...keySettings(environment, readerOf),
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
export function keySettings(environment: Environment, readerOf = noReader): JwtKeySettings {
  const [name, other] = KEYS.filter((key) => environment.text(key) !== undefined);
  if (name === undefined)
    throw new SettingError('JWT_SECRET', `is missing (or ${KEYS.slice(1).join(', or ')})`);
  if (other !== undefined) throw new SettingError(other, `is set beside ${name}: only one of them can count`);
  const value = environment.required(name);
  if (name === 'JWT_SECRET')
    return { secret: value, previousSecret: environment.text('JWT_PREVIOUS_SECRET') };
  if (name === 'JWT_SECRET_ARN') {
    if (!SECRET_ARN.test(value)) throw new SettingError(name, 'is not the whole ARN of a secret');
    return { secrets: readerOf(value) };
  }
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
