import { openSocket as platformSocket } from '#open-socket';
import { requireWebSocketUrl, type ChatClientOptions } from './chat-client-options.js';
import { connectionSettings, type ConnectionSettings } from './connection/connection-settings.js';
import { noStorage } from './outbox/outbox-storage.js';
import { systemNetwork } from './ports/network.js';
import { systemTimers } from './ports/timers.js';

/** The options of a client, all of them. */
export interface CompleteOptions extends Required<ChatClientOptions> {
  readonly settings: ConnectionSettings;
}

/**
 * The options with their defaults.
 * @throws TypeError when `url` is no WebSocket address; RangeError for a setting that no timer takes
 */
export function completeOptions(options: ChatClientOptions): CompleteOptions {
  const {
    url,
    getToken,
    timers = systemTimers,
    random = Math.random,
    storage = noStorage,
    echo = false,
  } = options;
  const { openSocket = platformSocket, network = systemNetwork(timers) } = options;
  requireWebSocketUrl(url);
  const settings = connectionSettings(options.settings);
  return { url, getToken, timers, random, storage, echo, openSocket, network, settings };
}
