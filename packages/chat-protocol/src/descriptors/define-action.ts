import * as v from 'valibot';
import { RequestIdSchema } from '../fields/request-id.js';
import type { AnyEventDescriptor, EventFrame, Without } from './define-event.js';

/** Any action descriptor. */
export interface AnyActionDescriptor {
  readonly name: string;
  readonly fields: v.ObjectEntries;
  readonly schema: v.GenericSchema;
  readonly response: AnyEventDescriptor | 'done';
  /** Whether a frame without a `requestId` gets no response, unless it fails: where that would cost as much as the rest. */
  readonly quiet?: boolean;
}

/** A frame that clients send: its action, its schema, and the event that is the response, or `done`. */
export interface ActionDescriptor<
  Name extends string,
  Fields extends v.ObjectEntries,
  Response extends AnyEventDescriptor | 'done',
> extends AnyActionDescriptor {
  readonly name: Name;
  readonly fields: Fields;
  readonly schema: v.ObjectSchema<ActionEntries<Name, Fields>, undefined>;
  readonly response: Response;
}

/** The frame of an action. */
export type ActionFrame<Action extends AnyActionDescriptor> = v.InferOutput<Action['schema']>;

/** What a client says in the frame of an action. */
export type ActionFields<Action extends AnyActionDescriptor> = Omit<
  ActionFrame<Action>,
  'action' | 'requestId'
>;

/** What the response to an action says; nothing where it is `done`. */
export type ResponseFields<Action extends AnyActionDescriptor> = Action['response'] extends AnyEventDescriptor
  ? Omit<EventFrame<Action['response']>, 'type' | 'requestId'>
  : Nothing;

/** What a function returns that returns nothing. */
type Nothing = ReturnType<() => void>;

/** Names that a frame cannot give a field: the server fills them in. */
type Reserved = 'action' | 'requestId' | 'identity' | 'connectionId';

const RESERVED: readonly string[] = ['action', 'requestId', 'identity', 'connectionId'] satisfies Reserved[];

type ActionEntries<Name extends string, Fields extends v.ObjectEntries> = {
  readonly action: v.LiteralSchema<Name, undefined>;
  readonly requestId: typeof RequestIdSchema;
} & Fields;

/**
 * Describes a frame that clients send. The names of a team's own actions hold a dot (`acme.wave`); ours never do. Fields
 * that are not described are dropped by the parser.
 *
 * @param definition - `fields`: a valibot schema for each; `action` and `requestId` are added. `quiet`: a frame without a
 * `requestId` gets no response, unless it fails
 * @throws TypeError for a field that the server fills in: who sent a frame is never said by the frame
 *
 * @example
 * ```ts
 * export const wave = defineAction({ name: 'acme.wave', fields: { room: roomField }, response: 'done' });
 * ```
 */
export function defineAction<
  const Name extends string,
  const Fields extends v.ObjectEntries,
  const Response extends AnyEventDescriptor | 'done',
>({
  name,
  fields,
  response,
  quiet = false,
}: {
  readonly name: Name;
  readonly fields: Fields & Without<Fields, Reserved>;
  readonly response: Response;
  readonly quiet?: boolean;
}): ActionDescriptor<Name, Fields, Response> {
  const reserved = RESERVED.find((field) => Object.hasOwn(fields, field));
  if (reserved !== undefined) throw new TypeError(`The action "${name}" cannot have a field "${reserved}".`);
  const schema = v.object({ action: v.literal(name), requestId: RequestIdSchema, ...fields });
  return { name, fields, schema, response, quiet };
}
