import {
  ChatError,
  closeConnectionsOf,
  frameControlOf,
  isChatError,
  isExpired,
  type AuthorizePorts,
  type Caller,
  type ChatPorts,
  type FrameControlPorts,
} from '@serverless-ws/chat-domain';
import {
  actionIn,
  encode,
  openEnvelope,
  unknownAction,
  type Correlation,
  type Envelope,
} from '@serverless-ws/chat-protocol';
import { errorText } from './error-text.js';
import type { Runner, Served } from './serve.js';

/** What {@link dispatcherOf} itself needs of the ports. */
export type DispatcherPorts = AuthorizePorts & Pick<ChatPorts, 'gateway' | 'logger' | 'random'>;

/** Choices of a dispatcher. */
export interface DispatcherOptions {
  /** The names of actions that are served by other functions of this server: listed where an action does not exist. */
  readonly elsewhere?: readonly string[];
}

/**
 * Responds to any text that a client sent. Never rejects. Every text counts as a frame of its sender, whether it is a
 * frame or not.
 *
 * @param body - the text of one WebSocket message
 * @returns the text to send back; `null` where the action has no response to a frame without a `requestId`, and where the
 * connection was closed: a caller whose token expired was told to
 * reconnect with a fresh one, because there is no way to renew it on an open connection
 */
export type Dispatcher = (caller: Caller, body: string) => Promise<string | null>;

/**
 * Dispatches frames to what serves their actions, on any transport, and turns errors into `error` frames: the only place
 * of a server that catches.
 *
 * @param ports - the adapters and settings of the server, which all use cases are made from
 * @param served - the actions of this server, or of one function of it; every other is an error
 * @throws TypeError where two serve the same action
 *
 * @example
 * ```ts
 * const dispatch = dispatcherOf(ports, [...messageActions, ...roomActions, ...defaultActions]);
 * socket.on('message', async (data) => {
 *   const text = await dispatch({ identity, connectionId }, String(data));
 *   if (text !== null) socket.send(text);
 * });
 * ```
 */
export function dispatcherOf<Ports extends DispatcherPorts>(
  ports: Ports,
  served: readonly Served<Ports>[],
  { elsewhere = [] }: DispatcherOptions = {},
): Dispatcher {
  const routes = routesOf(ports, served);
  return async (caller, body) => {
    const envelope = openEnvelope(body);
    try {
      const response = await respond(ports, { routes, elsewhere }, caller, envelope);
      return response === null ? null : encode(response);
    } catch (error) {
      const expired = isChatError(error) && error.code === 'token_expired';
      if (expired && (await closed(ports, caller))) return null;
      return errorText(ports.logger, error, envelope.correlation);
    }
  };
}

/** An action with its runner. */
interface Route {
  readonly run: Runner;
  /** The type of the response. */
  readonly type: string;
  /** Whether only a frame with a `requestId` gets one. */
  readonly isQuiet: boolean;
}

function routesOf<Ports>(ports: Ports, served: readonly Served<Ports>[]): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>();
  for (const { action, runnerOf } of served) {
    const { name, response, quiet: isQuiet = false } = action;
    if (routes.has(name)) throw new TypeError(`The action "${name}" is served twice.`);
    const type = response === 'done' ? response : response.type;
    routes.set(name, { run: runnerOf(ports), type, isQuiet });
  }
  return routes;
}

/** The actions of a server. */
interface Actions {
  readonly routes: ReadonlyMap<string, Route>;
  readonly elsewhere: readonly string[];
}

async function respond(
  ports: FrameControlPorts,
  actions: Actions,
  caller: Caller,
  envelope: Envelope,
): Promise<{ readonly type: string } | null> {
  // Before the frame is read: one that cannot be parsed does not keep a connection either.
  if (isExpired(caller.identity, ports.clock.now())) {
    throw new ChatError('token_expired', 'The token has run out.');
  }
  await frameControlOf(ports)?.execute(caller);
  const action = actionIn(envelope);
  const route = actions.routes.get(action);
  if (route === undefined) throw notServed(action, actions);
  const fields = await route.run(caller, envelope);
  if (route.isQuiet && envelope.correlation.requestId === undefined) return null;
  const about = route.type === 'done' && { action };
  return { type: route.type, ...idOf(envelope.correlation), ...about, ...fields };
}

/**
 * An action of another function may come where a gateway reads a frame otherwise than we do: where a key comes twice, for
 * instance.
 */
function notServed(action: string, { routes, elsewhere }: Actions): ChatError {
  if (!elsewhere.includes(action)) return unknownAction([...new Set([...elsewhere, ...routes.keys()])]);
  return new ChatError('bad_request', `"${action}" is not served here.`);
}

function idOf({ requestId }: Correlation): { readonly requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

async function closed(ports: DispatcherPorts, { connectionId }: Caller): Promise<boolean> {
  try {
    await closeConnectionsOf(ports).execute([connectionId], 'token_expired');
    ports.logger.info('token expired');
    return true;
  } catch (error) {
    ports.logger.error('could not disconnect', error);
    return false;
  }
}
