import type {
  BlockRepository,
  ConnectionRepository,
  MessageGateway,
  MessageRepository,
  RoomHeadRepository,
  TextDigest,
  UserRoomRepository,
} from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import { CHANGES_BUGS, DIRECT_BUGS, PRESENCE_BUGS, UNREAD_BUGS } from '@serverless-ws/chat-contracts';

/** The ports of one invocation that a bug can be injected into. */
export interface DevicePorts {
  readonly connections: ConnectionRepository;
  readonly heads: RoomHeadRepository;
  readonly messages: MessageRepository;
  readonly gateway: MessageGateway;
  readonly userRooms: UserRoomRepository;
  readonly blocks: BlockRepository;
  readonly digest: TextDigest;
}

/** Injects a bug; called once for each process, because a bug may have state. */
type InjectDeviceBug = () => (ports: DevicePorts) => DevicePorts;

/** Bugs of which the devices tell: those of the simulations that a run meets for certain, and two that it adds. */
export const DEVICE_BUGS = {
  'one-user': () => injected(DIRECT_BUGS['one-user']()),
  'one-room': () => injected(DIRECT_BUGS['one-room']()),
  'no-tombstone': () => {
    const inject = CHANGES_BUGS['no-tombstone']();
    return (ports) => ({ ...ports, messages: inject(ports.messages) });
  },
  'marks-without-a-count': () => injected(UNREAD_BUGS['marks-without-a-count']()),
  'no-users': () => injected(PRESENCE_BUGS['no-users']()),
  /** Reactions are in the log, and are not noted at their messages. */
  'drop-reaction': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, proceed }) =>
      method === 'react' ? Promise.resolve() : proceed(),
    ),
  }),
  /** The last mark wins, also against a higher one that its caller could have seen. */
  'marks-go-back': () => {
    const inject = UNREAD_BUGS['last-mark-wins']();
    return (ports) => ({
      ...ports,
      userRooms: intercept(inject(ports).userRooms, async ({ method, proceed }) => {
        const row = await proceed();
        return method === 'find' && row !== null ? { ...Object(row), mark: undefined } : row;
      }),
    });
  },
} satisfies Record<string, InjectDeviceBug>;

function injected<T extends Partial<DevicePorts>>(inject: (ports: DevicePorts) => T) {
  return (ports: DevicePorts): DevicePorts => ({ ...ports, ...inject(ports) });
}
