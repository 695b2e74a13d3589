import { DynamoBlockRepository } from '@serverless-ws/chat-dynamo';
import type {
  BroadcastQueue,
  Logger,
  ModeratedChatPorts,
  PresenceHintsPorts,
  PresenceNotifier,
  RoomHeadReader,
} from '@serverless-ws/chat-domain';

import type { OwnApi } from '../../events/other-api.js';
import type { RequestScope } from '../../logging/request-scope.js';
import { apiIdOf } from '../../settings/api-id.js';
import type { Variables } from '../../settings/environment.js';
import { randomIds } from '../../system/random-ids.js';
import { sha256Digest } from '../../system/sha256-digest.js';
import type { RepositoryTable } from '../repositories.js';
import type { EventQueuePorts } from '../events/event-queue-of.js';
import type { ReviewPorts } from '../review/review-of.js';
import { deliveryPorts, type DeliveryMakers } from './delivery-ports.js';

/** Makes a queue, where variables name one. */
export type QueueMaker = (variables: Variables, scope: RequestScope) => BroadcastQueue | undefined;

/** The repositories that a function of frames chooses: at least the heads of rooms, to read. */
export interface FrameStores {
  readonly heads: RoomHeadReader;
}

/** What makes the parts of a function of frames that it may do without, or load on first use. */
export interface FrameMakers<
  L extends Logger = Logger,
  Stores extends FrameStores = FrameStores,
> extends DeliveryMakers<L> {
  /** `headsOf`, `logsOf` or `userRoomsOf`: what the actions of the function need, and no more. */
  readonly storesOf: (table: RepositoryTable) => Stores;
  /** Default: no queue, so every broadcast is inline. */
  readonly queueOf?: QueueMaker;
  /** Default: no such queue, so nothing is batched. */
  readonly busyQueueOf?: QueueMaker;
  /** Default: entries become no events, whatever the settings say. */
  readonly eventQueueOf?: (variables: Variables, scope: RequestScope) => EventQueuePorts | undefined;
  /** Default: no review, whatever the settings say. */
  readonly reviewOf?: (variables: Variables, scope: RequestScope) => ReviewPorts | undefined;
  /** Default: members are not told who joins and leaves, whatever the settings say. */
  readonly presenceOf?: (ports: PresenceHintsPorts) => PresenceNotifier | undefined;
}

/** The ports of a function that handles frames, beside the repositories that it chooses. */
export interface FramePorts<L extends Logger = Logger>
  extends Omit<ModeratedChatPorts, 'heads' | 'messages' | 'userRooms'>, OwnApi {
  readonly logger: L;
  readonly scope: RequestScope;
}

/**
 * The AWS ports of a function that handles frames, of the parts that it chooses: a bundle holds what its function names.
 * {@link awsPorts} chooses for you.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 *
 * @example
 * ```ts
 * const ports = framePorts(process.env, { loggerOf: lazyLoggerOf, gatewayOf: lazyGatewayOf, storesOf: logsOf });
 * export const handler = flushed(ports.logger, frameHandler(ports, roomActions));
 * ```
 */
export function framePorts<L extends Logger, Stores extends FrameStores>(
  variables: Variables,
  { storesOf, queueOf, busyQueueOf, presenceOf, reviewOf, eventQueueOf, ...makers }: FrameMakers<L, Stores>,
): FramePorts<L> & Stores {
  const { environment, table, ...base } = deliveryPorts(variables, makers);
  const { review, reviewRequired } = reviewOf?.(variables, base.scope) ?? {};
  const { eventQueue, eventsFrom } = eventQueueOf?.(variables, base.scope) ?? {};
  const settings = { ...base.settings, reviewRequired, eventsFrom };
  const ports = { ...base, settings, ...storesOf(table) };
  return {
    ...ports,
    review,
    eventQueue,
    // In every function: one without it would not see that a user is blocked.
    blocks: new DynamoBlockRepository(table),
    apiId: apiIdOf(environment),
    ids: randomIds,
    digest: sha256Digest,
    queue: queueOf?.(variables, ports.scope),
    busyQueue: busyQueueOf?.(variables, ports.scope),
    presence: presenceOf?.(ports),
  };
}
