import type { Closing } from './open-connection.js';

/**
 * The close code and reason for an error that `ws` found in a client's frames, by its documented error codes.
 * https://github.com/websockets/ws/blob/master/doc/ws.md#error-codes
 */
export function closingFor(error: Error): Closing {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return { code: 1009, reason: 'Message too big' };
  if (code === 'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH') return { code: 1009, reason: 'Message too big' };
  if (code === 'WS_ERR_TOO_MANY_BUFFERED_PARTS') return { code: 1008, reason: 'Policy violation' };
  if (code === 'WS_ERR_INVALID_UTF8') return { code: 1007, reason: 'Invalid frame payload data' };
  if (typeof code === 'string' && code.startsWith('WS_ERR_')) return { code: 1002, reason: 'Protocol error' };
  return { code: 1006, reason: '' };
}
