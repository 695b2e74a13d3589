import { ChatError } from '@serverless-ws/chat-domain';
import * as v from 'valibot';
import { clientMessageIdField } from '../fields/client-message-id.js';
import { besideTextFields } from '../fields/message-content.js';
import { MessageReferenceSchema } from '../fields/message-reference.js';
import { roomOrUserFields } from '../fields/room.js';
import { fieldComplaint } from '../parse/field-complaint.js';
import { isObject } from '../parse/json-object.js';

/** Messages that one call of a backend may publish. */
export const PUBLICATIONS = 10;

/**
 * A message that a backend publishes. Fields that are not described are refused, where a frame's are left out: a mistyped
 * `with` would otherwise publish in the lobby what is meant for one user.
 */
const PublicationSchema = v.strictObject({
  ...roomOrUserFields,
  /** May be empty where there is `meta`. */
  text: v.string(),
  /** Whom the message is from, as clients see it. */
  as: v.strictObject({ id: v.string(), name: v.string() }),
  ...besideTextFields,
  /** The message that this one answers. */
  replyTo: v.exactOptional(MessageReferenceSchema),
  clientMessageId: clientMessageIdField,
});

/** A message that a backend publishes. */
export type Publication = v.InferOutput<typeof PublicationSchema>;

/** What a backend hands over: up to {@link PUBLICATIONS} messages. */
export interface PublishRequest {
  readonly messages: readonly Publication[];
}

/**
 * The messages in what a backend hands over, each still to be read by {@link publicationIn}: one that is wrong is no
 * reason to refuse the others.
 * @throws ChatError `bad_request` for anything but `{messages: […]}` with 1 to {@link PUBLICATIONS} messages
 */
export function publicationsIn(envelope: unknown): readonly unknown[] {
  if (!isObject(envelope)) throw new ChatError('bad_request', 'The request is not a JSON object.');
  const { messages, ...others } = envelope;
  if (!Array.isArray(messages)) throw new ChatError('bad_request', '"messages" is not a list.');
  if (Object.keys(others).length > 0)
    throw new ChatError('bad_request', 'Only "messages" may be in a request.');
  if (messages.length < 1 || messages.length > PUBLICATIONS) {
    throw new ChatError('bad_request', `"messages" takes 1 to ${PUBLICATIONS} messages.`);
  }
  return messages;
}

/**
 * A message of a backend. What room names, texts and ids may hold is the domain's to check.
 * @throws ChatError `bad_request` for a field that is missing, unknown, or of the wrong type; the message names the field,
 * never its value
 */
export function publicationIn(value: unknown): Publication {
  if (!isObject(value)) throw new ChatError('bad_request', 'The message is not a JSON object.');
  const result = v.safeParse(PublicationSchema, value, { abortEarly: true });
  if (!result.success) throw new ChatError('bad_request', fieldComplaint(result.issues[0]));
  return result.output;
}
