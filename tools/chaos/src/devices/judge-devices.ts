import type { DeviceGroup } from './device-group.js';
import { logOf } from './device-records.js';
import { devicesVerdict, type KeptLog, type SettledDevices } from './devices-verdict.js';

/** How it ended for the devices of a run. */
export interface DevicesJudged {
  /** What a person reads. */
  readonly line: string;
  /** How often a promise was broken. */
  readonly broken: number;
}

/** Judges what was left in the table, and what devices were told meanwhile. */
export function judgeDevices(settled: SettledDevices, group: DeviceGroup): DevicesJudged {
  const { devices, records } = group;
  const verdict = devicesVerdict(settled, keptLogs(group));
  const broken = {
    lost: verdict.lost,
    doubled: verdict.doubled,
    'shown otherwise': verdict.apart,
    'sent to others': group.leaked,
    'deleted texts left': verdict.textsLeft,
    'counts too low': verdict.miscounted + records.miscounted,
    'marks back': verdict.marksBack + records.marksBack,
    'lists wrong': records.wrongLists,
    refused: group.refusals.length,
  };
  const counts = Object.entries(broken).map(([name, count]) => `${name} ${count}`);
  const reasons = group.refusals.length === 0 ? '' : ` (${[...new Set(group.refusals)].join(', ')})`;
  return {
    line: `${devices.length} devices: ${records.acked.size} changes acked, ${counts.join(', ')}${reasons}`,
    broken: Object.values(broken).reduce((sum, count) => sum + count, 0),
  };
}

/** The logs that all devices keep. */
function keptLogs({ devices }: DeviceGroup): readonly KeptLog[] {
  return devices.flatMap(({ userId, logs }) =>
    [...logs].map(([name, { pushed, client }]) => ({
      log: logOf(userId, name),
      pushed,
      lines: (ids) => client.shown.lines(ids),
    })),
  );
}
