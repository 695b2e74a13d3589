import type { JoinRoom, LeaveRoom, ListMessages } from '@serverless-ws/chat-domain';
import { pageFrame, type Correlation, type ServerFrame } from '@serverless-ws/chat-protocol';

import { answer, type AnswerDependencies, type FrameHandler } from '../answer/answer.js';
import { misrouted } from '../answer/misrouted.js';

/** What {@link roomHandler} needs. */
export interface RoomHandlerDependencies extends AnswerDependencies {
  readonly joinRoom: JoinRoom;
  readonly leaveRoom: LeaveRoom;
  readonly listMessages: ListMessages;
}

/** `joinRoom`, `leaveRoom` and `listMessages`. */
export function roomHandler(dependencies: RoomHandlerDependencies): FrameHandler {
  const { joinRoom, leaveRoom, listMessages } = dependencies;
  return answer(dependencies, async ({ frame, caller, correlation }) => {
    switch (frame.action) {
      case 'joinRoom':
        return pageFrame('joined', await joinRoom.execute({ ...frame, ...caller }), correlation);
      case 'leaveRoom':
        return left(await leaveRoom.execute({ ...frame, ...caller }), correlation);
      case 'listMessages':
        return pageFrame('page', await listMessages.execute({ ...frame, ...caller }), correlation);
      default:
        throw misrouted(frame.action);
    }
  });
}

function left(room: string, { requestId }: Correlation): ServerFrame {
  return { type: 'left', room, ...(requestId !== undefined && { requestId }) };
}
