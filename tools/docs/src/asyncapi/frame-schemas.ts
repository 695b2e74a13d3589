import { CHAT_ERROR_CODES } from '@serverless-ws/chat-domain';
import {
  ACTIONS,
  AnnouncementEntrySchema,
  DeletedEntrySchema,
  DeletionEntrySchema,
  EditEntrySchema,
  MessageEntrySchema,
  MetaSchema,
  ReactionEntrySchema,
  ReceivedEntrySchema,
  EVENTS,
  UnknownEntrySchema,
} from '@serverless-ws/chat-protocol';
import { toJsonSchemaDefs, type JsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { eventId } from './event-id.js';
import { NEWS } from './news.js';

/** Schemas that several frames share, by the name under which those refer to them. */
const SHARED = {
  MessageEntry: MessageEntrySchema,
  AnnouncementEntry: AnnouncementEntrySchema,
  DeletedEntry: DeletedEntrySchema,
  DeletionEntry: DeletionEntrySchema,
  EditEntry: EditEntrySchema,
  ReactionEntry: ReactionEntrySchema,
  UnknownEntry: UnknownEntrySchema,
};

/** What a valibot schema does and JSON Schema has no word for, in the nearest words. */
const OVERRIDES = new Map<unknown, JsonSchema>([
  [
    ReceivedEntrySchema,
    { anyOf: Object.keys(SHARED).map((name) => ({ $ref: `#/components/schemas/${name}` })) },
  ],
  [
    EVENTS.pong.schema.entries.heads,
    {
      description: 'The highest position reserved, by room, or by the other user of a direct room.',
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { epoch: { type: 'string' }, seq: { type: 'number' } },
        required: ['epoch', 'seq'],
      },
    },
  ],
  [
    UnknownEntrySchema,
    {
      description:
        'An entry of a kind that this document does not know: it takes its position and is not shown.',
      type: 'object',
      properties: { seq: { type: 'number' }, kind: { type: 'string' } },
      required: ['seq', 'kind'],
    },
  ],
  [MetaSchema, { description: 'Data for clients, up to 1,024 bytes of JSON.', type: 'object' }],
  [
    EVENTS.error.schema.entries.code,
    {
      description: 'One of these; go by `retryable` alone with any other.',
      type: 'string',
      examples: [...CHAT_ERROR_CODES],
    },
  ],
]);

/** Every frame and every kind of entry as a JSON Schema (draft 7), by name. */
export function frameSchemas(): Readonly<Record<string, JsonSchema>> {
  return toJsonSchemaDefs(
    { ...actionSchemas(), ...eventSchemas(), ...SHARED },
    {
      target: 'draft-07',
      overrideSchema: ({ valibotSchema }) => OVERRIDES.get(valibotSchema),
      overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    },
  );
}

function actionSchemas() {
  return Object.fromEntries(Object.entries(ACTIONS).map(([name, { schema }]) => [name, schema]));
}

/** Events that are no response have no `requestId`, whatever a client would let through. */
function eventSchemas() {
  return Object.fromEntries(
    Object.entries(EVENTS).map(([type, { schema }]) => {
      const { requestId, ...entries } = schema.entries;
      return [eventId(type), v.object(NEWS.includes(type) ? entries : { requestId, ...entries })];
    }),
  );
}
