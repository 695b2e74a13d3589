import type { MessageMeta } from '@serverless-ws/chat-domain';
import * as v from 'valibot';
import { isObject } from '../parse/json-object.js';

/** Data that is only interpreted by clients: a JSON object. Its size is the domain's to check. */
export const MetaSchema = v.custom<MessageMeta>(isObject);

/** What a message may have beside its text. */
export const besideTextFields = {
  meta: v.exactOptional(MetaSchema),
  /** Ids of the users whom the message is meant for. */
  mentions: v.exactOptional(v.array(v.string())),
};
