import { REQUEST_ID_LENGTH } from '../fields/request-id.js';

/** The ids that tie a response to its request. */
export interface Correlation {
  readonly requestId?: string;
  readonly clientMessageId?: string;
}

/**
 * What ties a response to the frame that caused it, as far as it is readable, even from a frame that is invalid
 * otherwise. Never throws; ids that are no strings, or too long to send back, are left out.
 */
export function correlationIn(frame: Readonly<Record<string, unknown>>): Correlation {
  return { ...idIn(frame, 'requestId'), ...idIn(frame, 'clientMessageId') };
}

function idIn(frame: Readonly<Record<string, unknown>>, name: keyof Correlation): Correlation {
  const value = Object.hasOwn(frame, name) ? frame[name] : undefined;
  return typeof value === 'string' && value.length <= REQUEST_ID_LENGTH ? { [name]: value } : {};
}
