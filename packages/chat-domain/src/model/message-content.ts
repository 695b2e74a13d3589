import { ChatError } from './chat-error.js';
import { LIMITS } from './limits.js';
import { messageText } from './message-text.js';
import { isUserId } from './user-id.js';
import { utf8Length } from './utf8.js';

/** Data that travels with a message and is only interpreted by clients: a JSON object. */
export type MessageMeta = Readonly<Record<string, unknown>>;

/** What a sender writes, and may replace by an edit. */
export interface MessageContent {
  /** Empty only where there is `meta`. */
  readonly text: string;
  readonly meta?: MessageMeta;
  /** Ids of users whom the message is meant for. */
  readonly mentions?: readonly string[];
}

/** What a client sends as content, unchecked. */
export interface ContentInput {
  readonly text: string;
  readonly meta?: MessageMeta | undefined;
  readonly mentions?: readonly string[] | undefined;
}

/**
 * The content of a message, unchanged: a text (which may be empty beside `meta`), up to 1,024 bytes of `meta` as JSON, and
 * up to ten mentions. Fields that are absent stay absent.
 * @throws ChatError `invalid_text`, `invalid_meta`, `bad_request` for mentions that are no ids of users, or too many
 */
export function messageContent({ text, meta, mentions }: ContentInput): MessageContent {
  return {
    text: text === '' && meta !== undefined ? text : messageText(text),
    ...(meta !== undefined && { meta: messageMeta(meta) }),
    ...(mentions !== undefined && { mentions: mentioned(mentions) }),
  };
}

/** The content among the fields of something that has more. */
export function contentOf({ text, meta, mentions }: MessageContent): MessageContent {
  return { text, ...(meta !== undefined && { meta }), ...(mentions !== undefined && { mentions }) };
}

function messageMeta(meta: MessageMeta): MessageMeta {
  if (utf8Length(jsonOf(meta)) > LIMITS.metaBytes) {
    throw new ChatError('invalid_meta', `The meta is over ${LIMITS.metaBytes} bytes of JSON.`);
  }
  return meta;
}

function jsonOf(meta: MessageMeta): string {
  try {
    return JSON.stringify(meta);
  } catch {
    // Nested so deeply that it could be parsed and cannot be written.
    throw new ChatError('invalid_meta', 'The meta is nested too deeply.');
  }
}

function mentioned(mentions: readonly string[]): readonly string[] {
  if (mentions.length > LIMITS.mentions) {
    throw new ChatError('bad_request', `A message mentions ${LIMITS.mentions} users at most.`);
  }
  if (!mentions.every(isUserId)) throw new ChatError('bad_request', '"mentions" holds what is no user id.');
  return mentions;
}
