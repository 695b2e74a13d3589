import type { Ban, DeleteMessage, Invite, Kick, Mute, SlowMode } from '@serverless-ws/chat-domain';
import { doneFrame } from '@serverless-ws/chat-protocol';

import { answer, type AnswerDependencies, type FrameHandler, type Request } from '../answer/answer.js';
import { misrouted } from '../answer/misrouted.js';

/** What {@link moderationHandler} needs. */
export interface ModerationHandlerDependencies extends AnswerDependencies {
  readonly ban: Ban;
  readonly deleteMessage: DeleteMessage;
  readonly invite: Invite;
  readonly kick: Kick;
  readonly mute: Mute;
  readonly slowMode: SlowMode;
}

/** `kick`, `ban`, `mute`, `slowMode`, `invite` and `deleteMessage`. */
export function moderationHandler(dependencies: ModerationHandlerDependencies): FrameHandler {
  return answer(dependencies, async (request) => {
    await decide(dependencies, request);
    return doneFrame(request.frame.action, request.correlation);
  });
}

function decide(
  { ban, deleteMessage, invite, kick, mute, slowMode }: ModerationHandlerDependencies,
  { frame, caller }: Request,
): Promise<void> {
  switch (frame.action) {
    case 'ban':
      return ban.execute({ ...frame, ...caller });
    case 'deleteMessage':
      return deleteMessage.execute({ ...frame, ...caller });
    case 'invite':
      return invite.execute({ ...frame, ...caller });
    case 'kick':
      return kick.execute({ ...frame, ...caller });
    case 'mute':
      return mute.execute({ ...frame, ...caller });
    case 'slowMode':
      return slowMode.execute({ ...frame, ...caller });
    default:
      throw misrouted(frame.action);
  }
}
