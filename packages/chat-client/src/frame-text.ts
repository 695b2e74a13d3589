import { RequestError } from './request-error.js';

/** A frame of the server, unread: it is read by the descriptor of its event. */
export interface ReceivedFrame {
  readonly type: string;
  readonly [field: string]: unknown;
}

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
  if (new TextEncoder().encode(text).length > FRAME_BYTES) throw new RequestError('bad_request');
  return text;
}

/** The frame in a text; `null` for what is none, as API Gateway's own frames, which have no `type`. Never throws. */
export function frameIn(text: string): ReceivedFrame | null {
  try {
    const frame: Partial<ReceivedFrame> | null = JSON.parse(text);
    return typeof frame?.type === 'string' ? { ...frame, type: frame.type } : null;
  } catch {
    return null;
  }
}
