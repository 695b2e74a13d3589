import { SCHEDULER_OPERATIONS } from '../scheduler-operations.js';
import type { Listener } from './rights-oracle.js';
import type { RightsSimulation } from './rights-simulation.js';

/** An event that can happen at any moment; two numbers choose whom it concerns, and how. */
export interface RightsOperation {
  readonly name: string;
  run(simulation: RightsSimulation, first: number, second: number): Promise<void>;
}

/** Milliseconds. */
const PAUSES = [10, 100, 900, 1_000, 4_900, 6_000, 11_000, 20_000, 25_000, 61_000, 3_600_000, 8_000_000];

/** Milliseconds from now: when an invitation ends; every third one is taken back. */
const INVITATIONS = [3_600_000, 60_000, 0, 5_000, 36_000_000, 0, 25_000, 1_000, 0, 10_000, 30_000, 0];

function oneOf(listeners: readonly Listener[], index: number): Listener {
  const chosen = listeners[index % listeners.length];
  if (chosen === undefined) throw new RangeError('A simulation has listeners.');
  return chosen;
}

function listener({ listeners }: RightsSimulation, index: number): Listener {
  return oneOf(listeners, index);
}

/** One of those who may be banned. */
function subject({ listeners, host }: RightsSimulation, index: number): Listener {
  return oneOf(
    listeners.filter((one) => one !== host),
    index,
  );
}

async function inside(simulation: RightsSimulation, one: Listener): Promise<void> {
  const { scheduler } = simulation;
  await simulation.connect(one);
  await scheduler.finish();
  await simulation.join(one);
  await scheduler.finish();
}

/** Follows the latest invocation: a released one queues its next call last. */
async function goOn({ scheduler }: RightsSimulation, steps: number): Promise<void> {
  for (let taken = 0; taken < steps; taken += 1) await scheduler.step(scheduler.waiting - 1);
}

/** Runs what begins now to its end, while everything else stays where it is. */
async function carryOut({ scheduler }: RightsSimulation, begin: () => Promise<void>): Promise<void> {
  const { waiting } = scheduler;
  await begin();
  while (scheduler.waiting > waiting) await scheduler.step(scheduler.waiting - 1);
}

/** Everything that can happen to rights, and to the invocations that check them. */
export const RIGHTS_OPERATIONS: readonly RightsOperation[] = [
  { name: 'connect', run: (simulation, who) => simulation.connect(listener(simulation, who)) },
  { name: 'join', run: (simulation, who) => simulation.join(listener(simulation, who)) },
  { name: 'leave', run: (simulation, who) => simulation.leave(listener(simulation, who)) },
  { name: 'list', run: (simulation, who) => simulation.list(listener(simulation, who)) },
  { name: 'say', run: (simulation, who) => simulation.say(listener(simulation, who)) },
  { name: 'say as host', run: (simulation) => simulation.say(simulation.host) },
  {
    name: 'invite',
    run: (simulation, _, which) => simulation.invite(simulation.clock.now() + (INVITATIONS[which] ?? 0)),
  },
  {
    name: 'be inside',
    async run(simulation, who) {
      await inside(simulation, simulation.host);
      await simulation.invite(simulation.clock.now() + 60_000);
      await simulation.scheduler.finish();
      await inside(simulation, listener(simulation, who));
    },
  },
  {
    // A join of the guest is frozen while another decision about it is carried out; it goes on between messages.
    name: 'race',
    async run(simulation, which, steps) {
      const { clock, host, listeners, scheduler } = simulation;
      const guest = oneOf(listeners, 0);
      await inside(simulation, host);
      await simulation.invite(clock.now() + 60_000);
      // In half of the cases it is in the room already.
      if (steps % 2 === 0) simulation.cut(guest);
      await simulation.connect(guest);
      await scheduler.finish();
      await simulation.join(guest);
      await goOn(simulation, steps / 2);
      await carryOut(simulation, () => simulation.invite(clock.now() + (INVITATIONS[which] ?? 0)));
      for (let taken = 0; taken < 4; taken += 1) {
        await carryOut(simulation, () => simulation.say(host));
        // The join is the oldest.
        await scheduler.step(0);
      }
      await scheduler.finish();
      await simulation.say(host);
      await scheduler.finish();
    },
  },
  {
    name: 'say, freeze and wait',
    async run(simulation, which, steps) {
      await simulation.say(simulation.host);
      await goOn(simulation, steps);
      simulation.clock.advance(PAUSES[which] ?? 0);
    },
  },
  {
    // A broadcast is frozen after it has read the members, while the invitation is taken back and time passes.
    name: 'old page',
    async run(simulation, steps, which) {
      const { clock, host, listeners, scheduler } = simulation;
      await inside(simulation, host);
      await simulation.invite(clock.now() + 60_000);
      await scheduler.finish();
      await inside(simulation, oneOf(listeners, which));
      await simulation.say(host);
      await goOn(simulation, steps);
      await carryOut(simulation, () => simulation.invite(clock.now()));
      clock.advance(PAUSES[which] ?? 0);
      await scheduler.finish();
    },
  },
  {
    name: 'ban',
    run: (simulation, who, which) =>
      simulation.ban(subject(simulation, who), simulation.clock.now() + (which % 3) * 5_000),
  },
  {
    name: 'cut',
    async run(simulation, who, chance) {
      if (chance % 4 === 0) simulation.cut(listener(simulation, who));
    },
  },
  ...SCHEDULER_OPERATIONS,
  {
    name: 'wait',
    async run({ clock }, which) {
      clock.advance(PAUSES[which] ?? 0);
    },
  },
];
