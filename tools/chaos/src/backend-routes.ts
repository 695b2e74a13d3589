import type { Authorizer, Route, Routes } from '@serverless-ws/apigw-emulator';
import { DEFAULT_FRAME_LIMITS, type ConnectionRepository } from '@serverless-ws/chat-domain';
import { defaultActions, roomActions, servedSendMessage } from '@serverless-ws/chat-dispatch';
import { INJECTED_BUGS } from '@serverless-ws/chat-contracts';
import { intercept, RecordingLogger } from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoModerationStateRepository,
  DynamoRoomRulesRepository,
  SdkTableClient,
  type documentClient,
} from '@serverless-ws/chat-dynamo';
import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';
import {
  authorizerHandler,
  connectionHandler,
  frameHandler,
  randomIds,
  RequestScope,
  sha256Digest,
  systemClock,
  type WebSocketEvent,
} from '@serverless-ws/chat-lambda';
import { API_ID, TABLE, type BackendSettings } from './backend-settings.js';
import type { InvocationFaults, Life } from './invocation-faults.js';
import type { PostingGateway } from './posting-gateway.js';

/** Milliseconds, generous: a busy machine must not look like a lost push. */
const BROADCAST_DEADLINE = 20_000;

/** What {@link backendRoutes} needs. */
export interface BackendDependencies extends BackendSettings {
  readonly client: ReturnType<typeof documentClient>;
  readonly faults: InvocationFaults;
  readonly posting: PostingGateway;
}

/** What the chat of a run is stored in. */
export function backendStores({ client, inject }: Pick<BackendDependencies, 'client' | 'inject'>) {
  const table = { client: new SdkTableClient(client), table: TABLE, clock: systemClock };
  const connections = new DynamoConnectionRepository(table);
  return {
    connections: inject === 'rows-stay' ? keepingRows(connections) : connections,
    messages: new DynamoMessageRepository(table),
    moderation: {
      moderationStates: new DynamoModerationStateRepository(table),
      rules: new DynamoRoomRulesRepository(table),
      audit: new DynamoAuditLog(table),
    },
  };
}

/** A bug of the ports; a stale read is injected in the client of the database, and others in the stores and limits. */
function bugOf(inject: BackendSettings['inject']) {
  if (inject === null || inject === 'stale-read' || inject === 'no-limits' || inject === 'rows-stay')
    return undefined;
  return INJECTED_BUGS[inject]();
}

/** The bug of a chat in which deliveries delete nothing: they say by which row they found a connection. */
function keepingRows(connections: ConnectionRepository): ConnectionRepository {
  return intercept(connections, ({ method, args, proceed }) => {
    const isFound = Object(args[1]).membership !== undefined || Object(args[1]).userId !== undefined;
    return method === 'remove' && isFound ? Promise.resolve(null) : proceed();
  });
}

/** The real handlers, built anew for each invocation, so that one can be killed and the rest live. */
export function backendRoutes(dependencies: BackendDependencies): {
  readonly authorizer: Authorizer;
  readonly routes: Routes;
} {
  const { allowed, faults, inject, posting, secret } = dependencies;
  const scope = new RequestScope();
  const logger = new SilentLogger();
  const { connections, messages, moderation } = backendStores(dependencies);
  const injected = bugOf(inject);
  // By a window longer than any run: on a slow machine, too, the flood meets its limit, and no other client does.
  const limits = {
    flood: { messages: allowed, window: 24 * 3_600_000, hardLimit: 100 * allowed },
    frames: DEFAULT_FRAME_LIMITS,
  };

  const invocation = (life: Life) => {
    const meet = faults.meet(life);
    const stores = {
      connections: intercept(connections, meet),
      messages: intercept(messages, meet),
      gateway: posting.current,
    };
    return {
      ...(injected?.(stores) ?? stores),
      moderation: {
        moderationStates: intercept(moderation.moderationStates, meet),
        rules: intercept(moderation.rules, meet),
        audit: moderation.audit,
      },
      clock: systemClock,
      ids: randomIds,
      digest: sha256Digest,
      settings: { broadcastDeadline: BROADCAST_DEADLINE, ...(inject !== 'no-limits' && limits) },
      ...{ apiId: API_ID, logger, scope },
    };
  };
  type Handler = (ports: ReturnType<typeof invocation>) => (event: WebSocketEvent) => Promise<unknown>;
  const route = (handler: Handler, routeResponse = true): Route => ({
    async invoke(event: WebSocketEvent) {
      const life = faults.life(event.body ?? '');
      const answer = await handler(invocation(life))(event);
      // A killed function responds with nothing, even where a deadline has let it go on.
      return life.isDead ? new Promise(() => undefined) : answer;
    },
    routeResponse,
  });
  const verifier = new JwtTokenVerifier({ secret }, { clock: systemClock, logger });
  const room = route((ports) => frameHandler(ports, roomActions));
  return {
    authorizer: { invoke: authorizerHandler({ apiId: API_ID, verifier, logger, scope }) },
    routes: {
      $connect: route(connectionHandler, false),
      $disconnect: route(connectionHandler, false),
      $default: route((ports) => frameHandler(ports, defaultActions)),
      sendMessage: route((ports) => frameHandler(ports, [servedSendMessage])),
      joinRoom: room,
      listMessages: room,
    },
  };
}

/** Logs nothing: thousands of lines would not be read, and what counts is what becomes of the messages. */
class SilentLogger extends RecordingLogger {
  override debug(): void {}
  override info(): void {}
  override warn(): void {}
  override error(): void {}
}
