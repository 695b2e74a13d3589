import { ChatError } from '@serverless-ws/chat-domain';
import * as v from 'valibot';
import type { ActionFrame, AnyActionDescriptor } from '../descriptors/define-action.js';
import { jsonObject } from './json-object.js';
import { correlationIn, type Correlation } from './correlation.js';

/** The text that a client sent, read as JSON once. */
export interface Envelope {
  /** The object in it; `null` for JSON that is no object, `undefined` for what is no JSON. */
  readonly frame: Readonly<Record<string, unknown>> | null | undefined;
  /** What ties a response to it, as far as it is readable. */
  readonly correlation: Correlation;
}

/** Reads the text of a WebSocket message. Never throws: what is wrong with it, {@link actionIn} says. */
export function openEnvelope(body: string): Envelope {
  const frame = jsonObject(body);
  return { frame, correlation: correlationIn(frame ?? {}) };
}

/**
 * The action that a frame names.
 * @throws ChatError `bad_request` for what is no JSON object, and where the action is missing or no string
 */
export function actionIn({ frame }: Envelope): string {
  if (frame === undefined) throw new ChatError('bad_request', 'The frame is not JSON.');
  if (frame === null) throw new ChatError('bad_request', 'The frame is not a JSON object.');
  const action = Object.hasOwn(frame, 'action') ? frame['action'] : undefined;
  if (action === undefined) throw new ChatError('bad_request', '"action" is missing.');
  if (typeof action !== 'string') throw new ChatError('bad_request', '"action" is not of type string.');
  return action;
}

/**
 * The frame of an action. Fields that it does not describe are left out, so a forged `sender` changes nothing. What room
 * names, texts, cursors and limits may hold is the domain's to check.
 * @throws ChatError `bad_request` for a field that is missing or has the wrong type; the message names the field, never
 * its value
 */
export function frameIn<Action extends AnyActionDescriptor>(
  { schema }: Action,
  { frame }: Envelope,
): ActionFrame<Action> {
  const result = v.safeParse(schema, frame, { abortEarly: true });
  if (!result.success) throw new ChatError('bad_request', complaint(result.issues[0]));
  return result.output;
}

/** The library's own message would repeat what was received: a text, perhaps a token. */
function complaint(issue: v.BaseIssue<unknown>): string {
  const field = `"${v.getDotPath(issue) ?? ''}"`;
  if (issue.kind === 'validation') return `${field} is too long.`;
  if (issue.received === 'undefined') return `${field} is missing.`;
  // A check of our own: that something is a JSON object.
  const expected = issue.type === 'custom' ? 'object' : String(issue.expected).toLowerCase();
  return `${field} is not of type ${expected}.`;
}
