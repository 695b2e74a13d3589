import { randomBytes } from 'node:crypto';

import { SETTINGS, type Setting, type Variables } from '../../settings/environment.js';

/** The environment of a function as a template declares it: texts, and what is only known once it is deployed. */
export type DeclaredEnvironment = Readonly<Record<string, unknown>>;

/** What stands for a setting whose value is only known once it is deployed, where one is required. */
const STAND_INS: Partial<Record<Setting, string>> = {
  JWT_SECRET: randomBytes(48).toString('base64'),
  JWT_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:known-later-123456',
  JWT_PUBLIC_KEY: 'known once it is deployed',
  JWT_JWKS_URL: 'https://issuer.invalid/jwks.json',
  CHAT_CALLBACK_URL: 'https://api.invalid/stage',
};

/** Whether a value is only known once it is deployed: a function of CloudFormation, or a reference that it resolves. */
export function isUnresolved(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || String(value).includes('{{resolve:');
}

/** The variables that a function will see, of all names; without those that are not known yet. */
export function knownVariables(declared: DeclaredEnvironment): Variables {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, value]) =>
      isUnresolved(value) ? [] : [[name, value === null || value === undefined ? undefined : String(value)]],
    ),
  );
}

/** The settings among them; what is not known yet has a value of its kind where a function would not do without. */
export function settingsIn(declared: DeclaredEnvironment): Variables {
  const known = knownVariables(declared);
  return Object.fromEntries(
    SETTINGS.map((name) => [name, isUnresolved(declared[name]) ? STAND_INS[name] : known[name]]),
  );
}
