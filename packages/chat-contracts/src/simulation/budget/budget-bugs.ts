import type { ModerationPorts } from '@serverless-ws/chat-domain';
import { intercept, type PortCall } from '@serverless-ws/chat-domain/in-memory';

type States = ModerationPorts['moderationStates'];

/** Injects a bug into a simulation of budgets; called once for each simulation, because a bug may have state. */
export type InjectBudgetBug = () => (states: States) => States;

const meeting =
  (meet: (call: PortCall, states: States) => Promise<unknown>): InjectBudgetBug =>
  () =>
  (states) =>
    intercept(states, (call) => meet(call, states));

/** Bugs that the property must find. Each removes one mechanism. */
export const BUDGET_BUGS = {
  /** Each container counts the frames for itself. */
  'frames-apart': meeting(({ method, args, proceed }) => {
    const { frames = 0 } = Object(args[0]);
    return method === 'recordFrames' ? Promise.resolve({ state: null, frames: [frames, 0] }) : proceed();
  }),
  /** Messages are counted, and the count is not looked at. */
  'attempts-forgotten': meeting(async ({ method, proceed }) => {
    const recorded = await proceed();
    return method === 'recordAttempt'
      ? { ...Object(recorded), attempts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }
      : recorded;
  }),
  /** All users share one counter of frames. */
  'one-for-all': meeting(({ method, args, proceed }, states) =>
    method === 'recordFrames' ? states.recordFrames({ ...Object(args[0]), userId: 'all' }) : proceed(),
  ),
  /** Every report is written twice. */
  'written-twice': meeting(async ({ method, args, proceed }, states) => {
    if (method === 'recordFrames') await states.recordFrames({ ...Object(args[0]), frames: 0 });
    return proceed();
  }),
} satisfies Record<string, InjectBudgetBug>;
