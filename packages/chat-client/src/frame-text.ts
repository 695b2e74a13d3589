import { RequestError } from './request-error.js';

/**
 * Bytes of a frame that API Gateway takes; it closes the connection on a longer one.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
const FRAME_BYTES = 32 * 1_024;

/**
 * The text of a frame.
 * @throws RequestError `bad_request` for a frame that is too long: sending it would end the session
 */
export function frameText(frame: object): string {
  const text = JSON.stringify(frame);
  if (new TextEncoder().encode(text).length > FRAME_BYTES) {
    throw new RequestError('bad_request', 'The frame is over 32 KB.', false);
  }
  return text;
}
