import { directRoom, isVisible } from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../../contracts/expectation.js';
import type { DirectDevice } from './direct-device.js';
import type { DirectSimulation } from './direct-simulation.js';

/** Longer than any position stays in flight, in milliseconds. */
const REST = 11_000;
/** Rounds after which a message counts as never accepted. */
const PATIENCE = 20;
/** More than any log of a simulation holds. */
const ALL = 1_000;

/**
 * Lets everything come to rest: frozen invocations resume and run to their end, blocks are taken back, every device
 * reconnects and sends again what was not acknowledged. Then both users must find all messages from the list of their
 * rooms, each once, and no third person any.
 * @throws BrokenPromise
 */
export async function comeToDirect(simulation: DirectSimulation): Promise<void> {
  const { scheduler, clock, devices } = simulation;
  await scheduler.finish();
  clock.advance(REST);
  for (const device of devices) await unblockAll(simulation, device);
  for (const device of devices) await sendAll(simulation, device);
  clock.advance(REST);
  const broken = simulation.broken ?? simulation.network.broken ?? simulation.oracle.broken;
  if (broken) throw broken;
  for (const device of devices) await expectFound(simulation, device);
}

async function comeBack(simulation: DirectSimulation, device: DirectDevice): Promise<void> {
  device.connectionId = null;
  await simulation.connect(device);
  await simulation.scheduler.finish();
}

async function unblockAll(simulation: DirectSimulation, device: DirectDevice): Promise<void> {
  await comeBack(simulation, device);
  for (const other of othersOf(device)) {
    await simulation.unblock(device, other);
    await simulation.scheduler.finish();
  }
}

async function sendAll(simulation: DirectSimulation, device: DirectDevice): Promise<void> {
  for (let round = 0; device.unacked.length > 0; round += 1) {
    if (round > PATIENCE) throw simulation.broken ?? new BrokenPromise('never acknowledged');
    await comeBack(simulation, device);
    await simulation.retry(device, 0);
    await simulation.scheduler.finish();
  }
}

function othersOf({ userId }: DirectDevice): readonly string[] {
  return ['ada', 'bob', 'eve'].filter((other) => other !== userId);
}

/** From the list of rooms on, as a device does that has lost everything. */
async function expectFound(simulation: DirectSimulation, device: DirectDevice): Promise<void> {
  const { stores, oracle, digest } = simulation;
  const { rooms } = await stores.userRooms.list(device.userId, { limit: ALL });
  for (const other of othersOf(device)) {
    const expected = [...oracle.expectedTexts(device.userId, other)].sort();
    const row = rooms.find(({ peer }) => peer?.id === other);
    if (expected.length > 0 && row?.room !== directRoom(digest, device.userId, other)) {
      throw new BrokenPromise(`not listed: ${device.userId} does not find the room with ${other}`);
    }
    const found = await textsIn(simulation, device, row?.room);
    const lost = expected.filter((text) => found.filter((one) => one === text).length !== 1);
    if (lost.length > 0) throw new BrokenPromise(`not once: ${device.userId} finds [${lost.join()}] so`);
  }
}

/** @throws BrokenPromise for what is none of the device's */
async function textsIn(
  { stores: { messages } }: DirectSimulation,
  device: DirectDevice,
  room: string | undefined,
): Promise<readonly string[]> {
  if (room === undefined) return [];
  const entries = await messages.read(room, { from: 1, to: ALL, order: 'ascending', limit: ALL });
  return entries.filter(isVisible).map((entry) => device.read(entry));
}
