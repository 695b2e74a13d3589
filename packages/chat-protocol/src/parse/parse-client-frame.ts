import { ChatError } from '@serverless-ws/chat-domain';
import { ACTIONS, type ClientAction, type ClientFrame } from '../actions/index.js';
import { actionIn, frameIn, openEnvelope } from './envelope.js';

/**
 * The frame that a client sent: one of this protocol's actions. For tests and tools; servers dispatch to the actions
 * that they serve.
 * @throws ChatError `bad_request` for what is no JSON object, lacks a field or has one of the wrong type; the message
 * names the field, never its value
 * @throws ChatError `unknown_action`
 */
export function parseClientFrame(body: string): ClientFrame {
  const envelope = openEnvelope(body);
  const action = actionIn(envelope);
  if (!isAction(action)) throw unknownAction(Object.keys(ACTIONS));
  return frameIn(ACTIONS[action], envelope);
}

/** The error for an action that does not exist, among those that do. */
export function unknownAction(known: readonly string[]): ChatError {
  return new ChatError('unknown_action', `The actions are ${known.join(', ')}.`);
}

function isAction(action: string): action is ClientAction {
  return Object.hasOwn(ACTIONS, action);
}
