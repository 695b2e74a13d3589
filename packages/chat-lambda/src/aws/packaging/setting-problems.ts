import { allowedOrigins } from '../../settings/allowed-origins.js';
import { apiIdOf } from '../../settings/api-id.js';
import { deliverySettings } from '../../settings/delivery-settings.js';
import { Environment, SETTINGS, type Variables } from '../../settings/environment.js';
import { eventsSettings, eventsTarget } from '../../settings/events-settings.js';
import { moderationSettings } from '../../settings/moderation-settings.js';
import { presenceSettings } from '../../settings/presence-settings.js';
import { publishSettings } from '../../settings/publish-settings.js';
import { reviewSettings } from '../../settings/review-settings.js';
import { SettingError } from '../../settings/setting-error.js';
import { callbackUrl } from '../ports/gateway-options.js';
import { isUnresolved, knownVariables, settingsIn, type DeclaredEnvironment } from './declared-variables.js';

/**
 * What a function would refuse of its environment when it starts, keys of tokens aside, without starting it: by the code
 * that reads the settings, in its words.
 *
 * @param declared - as a template declares it
 * @returns a line for each problem, which begins with the name of the setting
 */
export function settingProblems(declared: DeclaredEnvironment): readonly string[] {
  const environment = new Environment(settingsIn(declared));
  const needsGateway = () =>
    ['CHAT_CALLBACK_URL', 'CHAT_CONNECTIONS_PER_USER'].some((name) => isSet(declared[name])) ||
    presenceSettings(environment).presenceHints !== undefined;
  return problemsOf([
    () => new Environment(knownVariables(declared)),
    ...SETTINGS.map((name) => () => environment.text(name)),
    () => allowedOrigins(environment),
    () => deliverySettings(environment),
    () => eventsSettings(environment),
    // What reads the queue has to have a target.
    () => isReader(declared) && environment.required('CHAT_EVENTS_TO'),
    () => eventsTarget(environment),
    () => moderationSettings(environment),
    () => presenceSettings(environment),
    () => publishSettings(environment),
    () => reviewSettings(environment),
    () => isSet(declared['CHAT_API_ID']) && !isUnresolved(declared['CHAT_API_ID']) && apiIdOf(environment),
    () => needsGateway() && callbackUrl(environment),
  ]);
}

/** Whether it is the function of events, and is fed. */
function isReader(declared: DeclaredEnvironment): boolean {
  return 'CHAT_EVENTS_TO' in declared && isSet(declared['CHAT_EVENTS_QUEUE_URL']);
}

/**
 * What is wrong with settings in the shell that packages a service: names that no function knows, which a template never
 * asks for, and values that the framework would change on their way.
 *
 * @param variables - `process.env`
 * @returns a line for each problem
 */
export function shellProblems(variables: Variables): readonly string[] {
  const names = Object.keys(variables);
  return problemsOf([
    ...names.map((name) => () => new Environment({ [name]: variables[name] })),
    ...SETTINGS.map((name) => () => new Environment({ [name]: variables[name] }).text(name)),
  ]);
}

/**
 * What is set in the shell for nothing: settings that no function of the service gets.
 *
 * @returns a line for each
 */
export function unreadSettings(
  variables: Variables,
  declared: readonly DeclaredEnvironment[],
): readonly string[] {
  return SETTINGS.filter(
    (name) => isSet(variables[name]) && !declared.some((environment) => name in environment),
  ).map((name) => `${name} is set, but no function gets it`);
}

/** The messages of the settings that are refused, each once; what else is thrown is thrown on. */
export function problemsOf(attempts: readonly (() => unknown)[]): readonly string[] {
  const lines = new Set<string>();
  for (const attempt of attempts) {
    try {
      attempt();
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      lines.add(error.message);
    }
  }
  return [...lines];
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
