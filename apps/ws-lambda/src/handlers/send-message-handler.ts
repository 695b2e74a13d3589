import type { SendMessage } from '@serverless-ws/chat-domain';
import { ackFrame } from '@serverless-ws/chat-protocol';

import { answer, type AnswerDependencies, type FrameHandler } from '../answer/answer.js';
import { misrouted } from '../answer/misrouted.js';

/** What {@link sendMessageHandler} needs. */
export interface SendMessageHandlerDependencies extends AnswerDependencies {
  readonly sendMessage: SendMessage;
}

/** `sendMessage` and `announce`. The sender is the identity of the connection, whatever the frame says. */
export function sendMessageHandler(dependencies: SendMessageHandlerDependencies): FrameHandler {
  return answer(dependencies, async ({ frame, caller, correlation }) => {
    if (frame.action !== 'sendMessage' && frame.action !== 'announce') throw misrouted(frame.action);
    const { text, clientMessageId } = frame;
    const receipt = await dependencies.sendMessage.execute({
      ...caller,
      kind: frame.action === 'announce' ? 'announcement' : 'message',
      room: frame.action === 'announce' ? undefined : frame.room,
      text,
      clientMessageId,
    });
    return ackFrame(receipt, correlation);
  });
}
