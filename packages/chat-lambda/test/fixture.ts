import {
  defaultActions,
  messageActions,
  moderationActions,
  presenceActions,
  roomActions,
} from '@serverless-ws/chat-dispatch';
import {
  DEFAULT_FLOOD_LIMITS,
  type BroadcastQueue,
  type Identity,
  type Logger,
} from '@serverless-ws/chat-domain';
import { ACTION_NAMES } from '@serverless-ws/chat-protocol';
import {
  InMemoryAuditLog,
  InMemoryConnectionRepository,
  InMemoryMessageGateway,
  InMemoryMessageRepository,
  InMemoryRoomHeadRepository,
  InMemoryRoomRulesRepository,
  InMemoryModerationStateRepository,
  InMemoryTokenVerifier,
  ManualClock,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from '@serverless-ws/chat-domain/in-memory';

import type { ProxyResponse, WebSocketEvent } from '../src/events/web-socket-event.js';
import { connectionHandler } from '../src/handlers/connection-handler.js';
import { frameHandler } from '../src/handlers/frame-handler.js';
import { identityContext } from '../src/identity/identity-context.js';
import { RequestScope } from '../src/logging/request-scope.js';
import { API_ID, connectEvent, frameEvent } from './events.js';

export const ada: Identity = { userId: 'ada', name: 'Ada', roles: [], expiresAt: null };
export const root: Identity = { userId: 'root', name: 'Root', roles: ['admin'], expiresAt: null };

/** The frame in a response. */
export function frameIn(response: ProxyResponse): Record<string, unknown> {
  return JSON.parse(response.body ?? 'null');
}

/**
 * All handlers on adapters in memory.
 * @param loggerIn - the logger of a request scope, where a test wants another than the recording one
 * @param eventQueue - where entries become events
 */
export function fixture(
  loggerIn?: (scope: RequestScope) => Logger,
  { eventQueue }: { readonly eventQueue?: BroadcastQueue } = {},
) {
  const clock = new ManualClock();
  const gateway = new InMemoryMessageGateway(clock);
  const connections = new InMemoryConnectionRepository(clock);
  const heads = new InMemoryRoomHeadRepository();
  const messages = new InMemoryMessageRepository(clock);
  const audit = new InMemoryAuditLog();
  const recorder = new RecordingLogger();
  const scope = new RequestScope();
  const logger = loggerIn?.(scope) ?? recorder;
  const ports = {
    connections,
    heads,
    messages,
    gateway,
    eventQueue,
    clock,
    ids: new SequentialIds(),
    digest: new PlainDigest(),
    logger,
    moderation: {
      moderationStates: new InMemoryModerationStateRepository(),
      rules: new InMemoryRoomRulesRepository(clock),
      audit,
    },
    settings: { flood: DEFAULT_FLOOD_LIMITS, connectionsPerUser: 5 },
    ...{ apiId: API_ID, scope },
  };
  const handlers = {
    connection: connectionHandler(ports),
    sendMessage: frameHandler(ports, messageActions),
    room: frameHandler(ports, roomActions),
    presence: frameHandler(ports, presenceActions),
    moderation: frameHandler(ports, moderationActions),
    other: frameHandler(ports, defaultActions, { elsewhere: ACTION_NAMES }),
  };
  return {
    ...{ clock, gateway, connections, heads, messages, audit, ports, handlers },
    logger: recorder,
    verifier: new InMemoryTokenVerifier(clock),
    /** Opens a connection, as API Gateway would. */
    async connect(identity: Identity, connectionId: string): Promise<void> {
      const { statusCode } = await handlers.connection(
        connectEvent({ connectionId, authorizer: { ...identityContext(identity) } }),
      );
      if (statusCode !== 200) throw new Error(`$connect returned ${statusCode}`);
    },
    /** Sends a frame to a handler; returns the response frame. */
    async say(
      handler: (event: WebSocketEvent) => Promise<ProxyResponse>,
      identity: Identity,
      connectionId: string,
      frame: unknown,
    ): Promise<Record<string, unknown>> {
      const event = frameEvent(frame, { connectionId, authorizer: { ...identityContext(identity) } });
      const response = await handler(event);
      if (response.statusCode !== 200) throw new Error(`the route returned ${response.statusCode}`);
      return frameIn(response);
    },
  };
}
