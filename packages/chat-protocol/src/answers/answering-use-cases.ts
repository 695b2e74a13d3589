import type {
  Ban,
  DeleteMessage,
  Invite,
  JoinRoom,
  Kick,
  LeaveRoom,
  ListMessages,
  Mute,
  Ping,
  SendMessage,
  SlowMode,
} from '@serverless-ws/chat-domain';

type Held<UseCase extends { execute: unknown }> = Pick<UseCase, 'execute'> | undefined;

/**
 * The use cases behind the actions of clients. A server may hold all of them, as `createChat` makes them, or those of
 * one route.
 */
export interface AnsweringUseCases {
  /** `sendMessage` and `announce`. */
  readonly sendMessage?: Held<SendMessage>;
  readonly joinRoom?: Held<JoinRoom>;
  readonly leaveRoom?: Held<LeaveRoom>;
  readonly listMessages?: Held<ListMessages>;
  readonly ping?: Held<Ping>;
  readonly ban?: Held<Ban>;
  readonly deleteMessage?: Held<DeleteMessage>;
  readonly invite?: Held<Invite>;
  readonly kick?: Held<Kick>;
  readonly mute?: Held<Mute>;
  readonly slowMode?: Held<SlowMode>;
}
