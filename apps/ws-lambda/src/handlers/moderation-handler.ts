import type { Ban, DeleteMessage, Invite, Kick, Mute, SlowMode } from '@serverless-ws/chat-domain';

import { answer, type AnswerDependencies, type FrameHandler } from '../answer/answer.js';

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
  const { ban, deleteMessage, invite, kick, mute, slowMode } = dependencies;
  return answer(dependencies, { ban, deleteMessage, invite, kick, mute, slowMode });
}
