import type { JoinRoom, LeaveRoom, ListMessages } from '@serverless-ws/chat-domain';

import { answer, type AnswerDependencies, type FrameHandler } from '../answer/answer.js';

/** What {@link roomHandler} needs. */
export interface RoomHandlerDependencies extends AnswerDependencies {
  readonly joinRoom: JoinRoom;
  readonly leaveRoom: LeaveRoom;
  readonly listMessages: ListMessages;
}

/** `joinRoom`, `leaveRoom` and `listMessages`. */
export function roomHandler(dependencies: RoomHandlerDependencies): FrameHandler {
  const { joinRoom, leaveRoom, listMessages } = dependencies;
  return answer(dependencies, { joinRoom, leaveRoom, listMessages });
}
