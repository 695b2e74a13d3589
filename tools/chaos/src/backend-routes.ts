import type { Authorizer, Route, Routes } from '@serverless-ws/apigw-emulator';
import { defaultActions, roomActions, servedSendMessage } from '@serverless-ws/chat-dispatch';
import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';
import {
  authorizerHandler,
  connectionHandler,
  frameHandler,
  RequestScope,
  systemClock,
  type WebSocketEvent,
} from '@serverless-ws/chat-lambda';
import { API_ID } from './backend-settings.js';
import type { InvocationFaults } from './invocation-faults.js';
import { SilentLogger, type InvocationPorts } from './invocation-ports.js';

/** What {@link backendRoutes} needs. */
export interface BackendDependencies {
  /** The ports of one invocation. */
  readonly ports: InvocationPorts;
  readonly faults: InvocationFaults;
  /** Signs tokens. */
  readonly secret: string;
}

/** The real handlers, built anew for each invocation, so that one can be killed and the rest live. */
export function backendRoutes({ ports: invocation, faults, secret }: BackendDependencies): {
  readonly authorizer: Authorizer;
  readonly routes: Routes;
} {
  type Handler = (ports: ReturnType<InvocationPorts>) => (event: WebSocketEvent) => Promise<unknown>;
  const route = (handler: Handler, routeResponse = true): Route => ({
    async invoke(event: WebSocketEvent) {
      const life = faults.life(event.body ?? '');
      const answer = await handler(invocation(life))(event);
      // A killed function responds with nothing, even where a deadline has let it go on.
      return life.isDead ? new Promise(() => undefined) : answer;
    },
    routeResponse,
  });
  const [scope, logger] = [new RequestScope(), new SilentLogger()];
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
