import { header, type Headers } from '../events/header.js';

/**
 * Whether a handshake may come from where it says: browsers always say which page opens a WebSocket, and let any page
 * open one to anywhere (cross-site WebSocket hijacking). Other clients send no origin, or any they choose.
 *
 * @param allowed - origins; any when absent
 */
export function originAllowed(event: Headers, allowed: readonly string[] | undefined): boolean {
  const origin = header(event, 'origin');
  return allowed === undefined || origin === undefined || allowed.includes(origin);
}
