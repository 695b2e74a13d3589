import { JwtTokenVerifier, type JwtSettings } from '@serverless-ws/chat-jwt';
import type { Logger } from '@serverless-ws/chat-domain';

import { Environment } from '../../settings/environment.js';
import { systemClock } from '../../system/system-clock.js';
import { jwtSettings, keySettings, KEYS, naming } from '../jwt-settings.js';
import { isUnresolved, settingsIn, type DeclaredEnvironment } from './declared-variables.js';
import { problemsOf } from './setting-problems.js';

/** What an authorizer would refuse of the settings of its key. */
export interface KeyProblems {
  /** Settings that no deployment can work with. */
  readonly wrong: readonly string[];
  /** That there is no key, or more than one, or one that is too weak for the stage: another key makes it work. */
  readonly undecided: readonly string[];
}

const NONE: KeyProblems = { wrong: [], undecided: [] };
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * What an authorizer would refuse of its settings when it starts, without starting it: by the code that reads them, in
 * its words. Nothing for a function whose environment names no key.
 *
 * @param declared - as a template declares it
 */
export function keyProblems(declared: DeclaredEnvironment): KeyProblems {
  if (!KEYS.some((name) => name in declared)) return NONE;
  const environment = new Environment(settingsIn(declared));
  const undecided = problemsOf([() => keySettings(environment)]);
  // Whatever the key will be, the other settings have to be right.
  if (undecided.length > 0)
    return { wrong: problemsOf([() => jwtSettings(withSomeKey(declared))]), undecided };
  const wrong = problemsOf([() => verify(environment, declared, { requireStrongSecret: false })]);
  if (wrong.length > 0) return { wrong, undecided: [] };
  return { wrong, undecided: problemsOf([() => verify(environment, declared, {})]) };
}

/** Makes the verifier that the authorizer would make. */
function verify(
  environment: Environment,
  declared: DeclaredEnvironment,
  changes: Partial<JwtSettings>,
): void {
  const settings = { ...jwtSettings(environment), ...changes };
  // Of which kind the key will be is not known, so neither which algorithms fit it.
  if (isUnresolved(declared['JWT_PUBLIC_KEY'])) return;
  naming(() => new JwtTokenVerifier(settings, { clock: systemClock, logger: silent }));
}

function withSomeKey(declared: DeclaredEnvironment): Environment {
  const none = Object.fromEntries(KEYS.map((name) => [name, undefined]));
  return new Environment({ ...settingsIn(declared), ...none, JWT_SECRET: 'of no matter' });
}
