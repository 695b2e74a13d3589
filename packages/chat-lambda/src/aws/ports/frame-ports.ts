import { DynamoBlockRepository } from '@serverless-ws/chat-dynamo';
import type {
  BroadcastQueue,
  Logger,
  ModeratedChatPorts,
  PresenceHintsPorts,
  PresenceNotifier,
  UserRoomPorts,
  UserRoomRepository,
} from '@serverless-ws/chat-domain';

import type { OwnApi } from '../../events/other-api.js';
import type { RequestScope } from '../../logging/request-scope.js';
import { apiIdOf } from '../../settings/api-id.js';
import type { Variables } from '../../settings/environment.js';
import { randomIds } from '../../system/random-ids.js';
import { sha256Digest } from '../../system/sha256-digest.js';
import type { RepositoryTable } from '../repositories.js';
import { deliveryPorts, type DeliveryMakers } from './delivery-ports.js';

/** Makes a queue, where variables name one. */
export type QueueMaker = (variables: Variables, scope: RequestScope) => BroadcastQueue | undefined;

/** What makes the parts of a function of frames that it may do without, or load on first use. */
export interface FrameMakers<L extends Logger = Logger> extends DeliveryMakers<L> {
  /** Default: none, so users cannot follow rooms by this function. */
  readonly userRoomsOf?: (table: RepositoryTable) => UserRoomRepository;
  /** Default: no queue, so every broadcast is inline. */
  readonly queueOf?: QueueMaker;
  /** Default: no such queue, so nothing is batched. */
  readonly busyQueueOf?: QueueMaker;
  /** Default: members are not told who joins and leaves, whatever the settings say. */
  readonly presenceOf?: (ports: PresenceHintsPorts) => PresenceNotifier | undefined;
}

/** The ports of a function that handles frames. */
export interface FramePorts<L extends Logger = Logger> extends ModeratedChatPorts, OwnApi {
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
 * const ports = framePorts(process.env, { loggerOf: lazyLoggerOf, gatewayOf: lazyGatewayOf });
 * export const handler = flushed(ports.logger, frameHandler(ports, roomActions));
 * ```
 */
export function framePorts<L extends Logger>(
  variables: Variables,
  makers: FrameMakers<L> & Required<Pick<FrameMakers<L>, 'userRoomsOf'>>,
): FramePorts<L> & UserRoomPorts;
export function framePorts<L extends Logger>(variables: Variables, makers: FrameMakers<L>): FramePorts<L>;
export function framePorts<L extends Logger>(
  variables: Variables,
  { queueOf, busyQueueOf, presenceOf, userRoomsOf, ...makers }: FrameMakers<L>,
): FramePorts<L> {
  const { environment, table, ...ports } = deliveryPorts(variables, makers);
  return {
    ...ports,
    userRooms: userRoomsOf?.(table),
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
