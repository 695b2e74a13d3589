import * as v from 'valibot';
import { AnsweredIdSchema } from '../fields/answered-id.js';

/** Any event descriptor. */
export interface AnyEventDescriptor {
  readonly type: string;
  readonly schema: v.GenericSchema;
}

/**
 * A frame that servers send: its type, its schema, and a function that makes one from its fields. As a response it
 * repeats the `requestId` of its request.
 */
export interface EventDescriptor<
  Type extends string,
  Fields extends v.ObjectEntries,
> extends AnyEventDescriptor {
  (fields: FieldsIn<Fields>): { type: Type } & FieldsIn<Fields>;
  readonly type: Type;
  readonly schema: v.ObjectSchema<EventEntries<Type, Fields>, undefined>;
}

/** What the fields of a frame hold. */
export type FieldsIn<Fields extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Fields, undefined>>;

/** Refuses fields of these names, at compile time. */
export type Without<Fields, Names> = keyof Fields & Names extends never ? unknown : never;

/** The frame of an event. */
export type EventFrame<Event extends AnyEventDescriptor> = v.InferOutput<Event['schema']>;

type EventEntries<Type extends string, Fields extends v.ObjectEntries> = {
  readonly type: v.LiteralSchema<Type, undefined>;
  readonly requestId: typeof AnsweredIdSchema;
} & Fields;

/**
 * Describes a frame that servers send. The types of a team's own events hold a dot (`acme.waved`); ours never do.
 *
 * @param definition - `fields`: a valibot schema for each; `type` and `requestId` are added
 *
 * @example
 * ```ts
 * export const waved = defineEvent({ type: 'acme.waved', fields: { room: roomField, by: v.string() } });
 * waved({ room: 'tea', by: 'ada' }); // { type: 'acme.waved', room: 'tea', by: 'ada' }
 * ```
 */
export function defineEvent<const Type extends string, const Fields extends v.ObjectEntries>({
  type,
  fields,
}: {
  readonly type: Type;
  readonly fields: Fields & Without<Fields, 'type' | 'requestId'>;
}): EventDescriptor<Type, Fields> {
  const schema = v.object({ type: v.literal(type), requestId: AnsweredIdSchema, ...fields });
  const event = (values: FieldsIn<Fields>) => ({ type, ...values });
  return Object.assign(event, { type, schema });
}
