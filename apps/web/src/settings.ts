import { isSafeAddress } from './attachments/safe-address.js';

/** The address of the chat: `config.json` beside `index.html`, so that one build serves every stage. */
export interface Settings {
  /** The address of the chat: `wss://…`, or `ws://…` on one machine. */
  readonly webSocketUrl: string;
  /** Where a name is exchanged for a token; only a development server has that. */
  readonly signInUrl?: string;
  /** Where links to files are signed, as by the function of `examples/attachments`; `https:`, or `http:` on one machine. */
  readonly attachmentsUrl?: string;
  /** The OpenID Connect issuer with which users sign in: `OidcSettings`, read where they are needed. */
  readonly oidc?: unknown;
}

/**
 * Parses `config.json`.
 * @throws Error with one line for the reader when it does not say where the chat is, or names a function without `https:`
 */
export function parseSettings(value: unknown): Settings {
  const { webSocketUrl, signInUrl, attachmentsUrl, oidc } = (value ?? {}) as Partial<
    Record<keyof Settings, unknown>
  >;
  if (typeof webSocketUrl !== 'string' || !/^wss?:\/\/[^/]/.test(webSocketUrl)) {
    throw new Error('config.json: webSocketUrl is not a ws:// or wss:// address.');
  }
  if (attachmentsUrl !== undefined && !isSafeAddress(attachmentsUrl)) {
    throw new Error('config.json: attachmentsUrl is not an https:// address.');
  }
  return {
    webSocketUrl,
    ...(attachmentsUrl !== undefined && { attachmentsUrl }),
    ...(typeof signInUrl === 'string' && { signInUrl }),
    ...(oidc !== undefined && { oidc }),
  };
}

/**
 * Fetches the settings of this page.
 * @throws Error with one line for the user, or for the operator of the page
 */
export async function fetchSettings(): Promise<Settings> {
  const response = await fetch('./config.json', { cache: 'no-store' }).catch((cause: unknown) => {
    throw new Error('The server of this page cannot be reached.', { cause });
  });
  if (!response.ok) {
    throw new Error(`The settings of this page cannot be loaded now (config.json: ${response.status}).`);
  }
  // Many static hosts answer with the page itself where a file is missing.
  const settings: unknown = await response.json().catch((cause: unknown) => {
    throw new Error('The settings of this page cannot be read (config.json is no JSON).', { cause });
  });
  return parseSettings(settings);
}
