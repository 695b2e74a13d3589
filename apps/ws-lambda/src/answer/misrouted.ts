import { ChatError } from '@serverless-ws/chat-domain';

/**
 * For a frame whose action is not one of this route's: a gateway that read the frame otherwise than we do (a key that
 * comes twice), or a route that the template forgot.
 */
export function misrouted(action: string): ChatError {
  return new ChatError('bad_request', `"${action}" came by another route than its own.`);
}
