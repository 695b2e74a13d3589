import {
  Authorize,
  extendedPolicy,
  policyOf,
  roomName,
  type ActionAccess,
  type AuthorizePorts,
  type Caller,
  type ResolvedRoom,
} from '@serverless-ws/chat-domain';
import {
  frameIn,
  type ActionFrame,
  type AnyActionDescriptor,
  type Envelope,
  type ResponseFields,
} from '@serverless-ws/chat-protocol';

/**
 * Runs a frame of one action for a caller; resolves to the fields of the response. For `done` to nothing, or to the room
 * that the request was about; that which the frame names when left out.
 */
export type Handle<Action extends AnyActionDescriptor> = (
  caller: Caller,
  frame: ActionFrame<Action>,
) => Promise<ResponseFields<Action> | (Action['response'] extends 'done' ? ResolvedRoom : never)>;

/** An action, and what serves it from such ports; made by {@link serve}. */
export interface Served<in Ports> {
  readonly action: AnyActionDescriptor;
  /** Parses, authorizes and runs. */
  readonly runnerOf: (ports: Ports) => Runner;
}

/** Runs what a client sent; resolves to the fields of the response. */
export type Runner = (caller: Caller, envelope: Envelope) => Promise<object>;

/**
 * Serves an action whose use case asks the access policy itself, as all of ours do.
 *
 * @param handlerOf - what runs a frame, from the ports of the server
 */
export function serveUseCase<Action extends AnyActionDescriptor, Ports>(
  action: Action,
  handlerOf: (ports: Ports) => Handle<Action>,
): Served<Ports> {
  return {
    action,
    runnerOf(ports) {
      const handle = handlerOf(ports);
      return async (caller, envelope) => {
        const frame = frameIn(action, envelope);
        return (await handle(caller, frame)) ?? aboutRoom(action, frame);
      };
    },
  };
}

/**
 * Serves an action of a team.
 *
 * @param action - its descriptor; its name holds a dot
 * @param access - its row in the access policy, for the `room` of the frame, or the lobby where it names none
 * @param handlerOf - what runs a frame, from the ports of the server. The caller is who sent it, as the server knows,
 * whatever the frame says; the frame holds what the descriptor lets through
 * @throws TypeError for a name without a dot, as this protocol's own are, or with anything besides ASCII letters, digits,
 * `_` and `-`
 *
 * @example
 * ```ts
 * const served = serve(wave, inside, (ports: ChatPorts) => (caller, { room }) =>
 *   tellRoomOf(ports).execute(caller, room, waved({ room, by: caller.identity.userId })),
 * );
 * ```
 */
export function serve<Action extends AnyActionDescriptor, Ports extends AuthorizePorts>(
  action: Action,
  access: ActionAccess,
  handlerOf: (ports: Ports) => Handle<Action>,
): Served<Ports> {
  const { name } = action;
  if (!isCustom(name))
    throw new TypeError(`The action "${name}" needs a dot in its name, between ASCII words.`);
  return serveUseCase(action, (ports: Ports) => {
    const policy = extendedPolicy(policyOf(ports), { [name]: access });
    const authorize = new Authorize({ ...ports, policy, rules: ports.moderation?.rules });
    const handle = handlerOf(ports);
    return async (caller, frame) => {
      await authorize.execute(caller, name, roomOf(frame));
      return handle(caller, frame);
    };
  });
}

/** What `done` says about an action that has a room. */
function aboutRoom({ fields }: AnyActionDescriptor, frame: unknown): object {
  return Object.hasOwn(fields, 'room') ? { room: roomOf(frame) } : {};
}

function isCustom(name: string): name is `${string}.${string}` {
  return /^[\w-]+(?:\.[\w-]+)+$/.test(name);
}

/** @throws ChatError `invalid_room` */
function roomOf(frame: unknown): string {
  const named = typeof frame === 'object' && frame !== null && 'room' in frame ? frame.room : undefined;
  return roomName(typeof named === 'string' ? named : undefined);
}
