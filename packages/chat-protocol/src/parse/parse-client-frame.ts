import { ChatError } from '@serverless-ws/chat-domain';
import * as v from 'valibot';
import { CLIENT_FRAMES, type ClientAction, type ClientFrame } from '../client-frames/client-frame.js';
import { jsonObject } from './json-object.js';

/**
 * The frame that a client sent. Fields that the protocol does not know are left out, so a forged `sender` changes
 * nothing. What room names, texts, cursors and limits may hold is the domain's to check.
 * @throws ChatError `bad_request` for what is no JSON object, lacks a field or has one of the wrong type; the message
 * names the field, never its value
 * @throws ChatError `unknown_action`
 */
export function parseClientFrame(body: string): ClientFrame {
  const frame = jsonObject(body);
  if (frame === undefined) throw new ChatError('bad_request', 'The frame is not JSON.');
  if (frame === null) throw new ChatError('bad_request', 'The frame is not a JSON object.');
  const result = v.safeParse(CLIENT_FRAMES[actionOf(frame)], frame, { abortEarly: true });
  if (!result.success) throw new ChatError('bad_request', complaint(result.issues[0]));
  return result.output;
}

function actionOf(frame: Readonly<Record<string, unknown>>): ClientAction {
  const action = Object.hasOwn(frame, 'action') ? frame['action'] : undefined;
  if (action === undefined) throw new ChatError('bad_request', '"action" is missing.');
  if (typeof action !== 'string') throw new ChatError('bad_request', '"action" is not of type string.');
  if (!isAction(action)) {
    throw new ChatError('unknown_action', `The actions are ${Object.keys(CLIENT_FRAMES).join(', ')}.`);
  }
  return action;
}

function isAction(action: string): action is ClientAction {
  return Object.hasOwn(CLIENT_FRAMES, action);
}

/** The library's own message would repeat what was received: a text, perhaps a token. */
function complaint(issue: v.BaseIssue<unknown>): string {
  const field = `"${v.getDotPath(issue) ?? ''}"`;
  if (issue.kind === 'validation') return `${field} is too long.`;
  if (issue.received === 'undefined') return `${field} is missing.`;
  return `${field} is not of type ${String(issue.expected).toLowerCase()}.`;
}
