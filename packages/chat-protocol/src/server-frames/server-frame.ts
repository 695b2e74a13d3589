import type * as v from 'valibot';
import { nullPrototype } from '../null-prototype.js';
import { AckSchema } from './ack.js';
import { ByeSchema } from './bye.js';
import { DoneSchema } from './done.js';
import { ErrorSchema } from './error.js';
import { MessagesSchema } from './messages.js';
import { PongSchema } from './pong.js';
import { JoinedSchema, LeftSchema, PageSchema } from './rooms.js';

/** Every frame a server may send, by its `type`. */
export const SERVER_FRAMES = nullPrototype({
  ack: AckSchema,
  messages: MessagesSchema,
  joined: JoinedSchema,
  page: PageSchema,
  left: LeftSchema,
  pong: PongSchema,
  done: DoneSchema,
  bye: ByeSchema,
  error: ErrorSchema,
});

/** The type of a server frame. */
export type ServerFrameType = keyof typeof SERVER_FRAMES;

/** What a server sends; discriminated by `type`. */
export type ServerFrame = v.InferOutput<(typeof SERVER_FRAMES)[ServerFrameType]>;

/** The frame of one type. */
export type ServerFrameOf<Type extends ServerFrameType> = Extract<ServerFrame, { type: Type }>;
