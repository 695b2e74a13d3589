import type { Authorizer, Route, Routes } from '@serverless-ws/apigw-emulator';
import { defaultActions, roomActions, servedSendMessage } from '@serverless-ws/chat-dispatch';
import { INJECTED_BUGS } from '@serverless-ws/chat-contracts';
import { intercept, RecordingLogger } from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoConnectionRepository,
  DynamoMessageRepository,
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

/** The real handlers, built anew for each invocation, so that one can be killed and the rest live. */
export function backendRoutes({ client, faults, inject, posting, secret }: BackendDependencies): {
  readonly authorizer: Authorizer;
  readonly routes: Routes;
} {
  const scope = new RequestScope();
  const logger = new SilentLogger();
  const table = { client: new SdkTableClient(client), table: TABLE, clock: systemClock };
  const connections = new DynamoConnectionRepository(table);
  const messages = new DynamoMessageRepository(table);
  // A stale read is injected below, in the client of the database.
  const injected = inject === null || inject === 'stale-read' ? undefined : INJECTED_BUGS[inject]();

  const invocation = (life: Life) => {
    const meet = faults.meet(life);
    const stores = {
      connections: intercept(connections, meet),
      messages: intercept(messages, meet),
      gateway: posting.current,
    };
    return {
      ...(injected?.(stores) ?? stores),
      clock: systemClock,
      ids: randomIds,
      digest: sha256Digest,
      settings: { broadcastDeadline: BROADCAST_DEADLINE },
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
