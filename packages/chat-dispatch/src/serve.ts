import {
  Authorize,
  extendedPolicy,
  policyOf,
  roomName,
  type ActionAccess,
  type AuthorizePorts,
  type Caller,
} from '@serverless-ws/chat-domain';
import {
  frameIn,
  type ActionFrame,
  type AnyActionDescriptor,
  type Envelope,
  type ResponseFields,
} from '@serverless-ws/chat-protocol';

/** The access of an action whose use case asks the policy itself, as all of ours do. */
export const checkedByUseCase = 'checked by its use case';

/** Runs a frame of one action for a caller; resolves to the fields of the response, or to nothing for `done`. */
export type Handle<Action extends AnyActionDescriptor> = (
  caller: Caller,
  frame: ActionFrame<Action>,
) => Promise<ResponseFields<Action>>;

/** An action, and what serves it from such ports; made by {@link serve}. */
export interface Served<in Ports> {
  readonly action: AnyActionDescriptor;
  /** Parses, authorizes and runs. */
  readonly runnerOf: (ports: Ports) => Runner;
}

/** Runs what a client sent; resolves to the fields of the response, or to nothing for `done`. */
export type Runner = (caller: Caller, envelope: Envelope) => Promise<object | void>;

/**
 * Serves an action.
 *
 * @param action - its descriptor
 * @param access - its row in the access policy, for the `room` of the frame, or the lobby where it names none;
 * {@link checkedByUseCase} where the use case asks the policy
 * @param handlerOf - what runs a frame, from the ports of the server. The caller is who sent it, as the server knows,
 * whatever the frame says; the frame holds what the descriptor lets through
 * @throws TypeError for a row of an action whose name has no dot: such names are this protocol's own
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
  access: ActionAccess | typeof checkedByUseCase,
  handlerOf: (ports: Ports) => Handle<Action>,
): Served<Ports> {
  if (access === checkedByUseCase) return { action, runnerOf: (ports) => runner(action, handlerOf(ports)) };
  const { name } = action;
  if (!isCustom(name)) throw new TypeError(`The action "${name}" needs a dot in its name.`);
  return {
    action,
    runnerOf(ports) {
      const policy = extendedPolicy(policyOf(ports), { [name]: access });
      const authorize = new Authorize({ ...ports, policy, rules: ports.moderation?.rules });
      const handle = handlerOf(ports);
      return runner(action, async (caller, frame) => {
        await authorize.execute(caller, name, roomOf(frame));
        return handle(caller, frame);
      });
    },
  };
}

function runner<Action extends AnyActionDescriptor>(action: Action, handle: Handle<Action>): Runner {
  return async (caller, envelope) => handle(caller, frameIn(action, envelope));
}

function isCustom(name: string): name is `${string}.${string}` {
  return name.includes('.');
}

/** @throws ChatError `invalid_room` */
function roomOf(frame: unknown): string {
  const named = typeof frame === 'object' && frame !== null && 'room' in frame ? frame.room : undefined;
  return roomName(typeof named === 'string' ? named : undefined);
}
