import type { SendMessage } from '@serverless-ws/chat-domain';

import { answer, type AnswerDependencies, type FrameHandler } from '../answer/answer.js';

/** What {@link sendMessageHandler} needs. */
export interface SendMessageHandlerDependencies extends AnswerDependencies {
  readonly sendMessage: SendMessage;
}

/** `sendMessage` and `announce`. The sender is the identity of the connection, whatever the frame says. */
export function sendMessageHandler(dependencies: SendMessageHandlerDependencies): FrameHandler {
  const { sendMessage } = dependencies;
  return answer(dependencies, { sendMessage });
}
