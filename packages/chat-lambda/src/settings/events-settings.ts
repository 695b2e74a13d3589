import { ROOM_KINDS, type RoomKind } from '@serverless-ws/chat-domain';

import type { Environment } from './environment.js';
import { SettingError } from './setting-error.js';

/** A queue of SQS, or a bus of EventBridge, by its whole ARN, whose Region is called. */
const TARGET_ARN =
  /^arn:aws[\w-]*:(?:sqs:([a-z\d-]+):(\d{12}):([\w-]{1,80}(?:\.fifo)?)|events:([a-z\d-]+):\d{12}:event-bus\/[\w./-]{1,256})$/;

/** Which entries become events. */
export interface EventsSettings {
  /** The queue of the reader for events; there are none when absent. */
  readonly queueUrl: string | undefined;
  /** Kinds of rooms whose entries become events; the default of the chat when absent. */
  readonly eventsFrom: readonly RoomKind[] | undefined;
}

/** Where events go. */
export type EventsTarget = { readonly region: string } & (
  | { readonly kind: 'queue'; readonly account: string; readonly name: string }
  | { readonly kind: 'bus'; readonly arn: string }
);

/** @throws SettingError naming the variable that is wrong */
export function eventsSettings(environment: Environment): EventsSettings {
  const names = environment.text('CHAT_EVENTS_FROM')?.split(',');
  return { queueUrl: environment.text('CHAT_EVENTS_QUEUE_URL'), eventsFrom: names?.map(kindOf) };
}

/**
 * The target that `CHAT_EVENTS_TO` names; `undefined` where it names none.
 * @throws SettingError
 */
export function eventsTarget(environment: Environment): EventsTarget | undefined {
  const arn = environment.text('CHAT_EVENTS_TO');
  if (arn === undefined) return undefined;
  const [, queueRegion, account = '', name = '', busRegion] = TARGET_ARN.exec(arn) ?? [];
  if (queueRegion !== undefined) return { kind: 'queue', region: queueRegion, account, name };
  if (busRegion !== undefined) return { kind: 'bus', region: busRegion, arn };
  throw new SettingError('CHAT_EVENTS_TO', 'is not the whole ARN of a queue of SQS or a bus of EventBridge');
}

function kindOf(name: string): RoomKind {
  const kind = ROOM_KINDS.find((known) => known === name.trim());
  if (kind !== undefined) return kind;
  throw new SettingError('CHAT_EVENTS_FROM', `takes ${ROOM_KINDS.join(', ')}`);
}
