import { isUtf8 } from 'node:buffer';
import type { RawFrame } from './raw-socket.js';

/** The expected result of a sequence of frames: the texts that a route receives, and how the connection ends, if so. */
export interface Expected {
  readonly texts: readonly string[];
  /** The codes that the broken rule allows; the client's own where it closed; absent where the connection stays. */
  readonly closedWith?: readonly number[];
}

const kilobyte = 1024;

/** Judges frames by RFC 6455 and the quotas alone; shares no code with the gateway or `ws`. */
export function judge(frames: readonly RawFrame[]): Expected {
  const texts: string[] = [];
  let open: { readonly binary: boolean; readonly parts: Buffer[] } | undefined;
  for (const frame of frames) {
    const payload = Buffer.from(frame.payload ?? '');
    const codes = brokenRules(frame, payload, open !== undefined);
    if (codes.length > 0) return { texts, closedWith: codes };
    if (frame.opcode === 8) return { texts, closedWith: closing(payload) };
    if (frame.opcode > 2) continue;
    open ??= { binary: frame.opcode === 2, parts: [] };
    open.parts.push(payload);
    const message = Buffer.concat(open.parts);
    if (message.length > 128 * kilobyte) return { texts, closedWith: [1009] };
    if (frame.fin === false) continue;
    if (open.binary) return { texts, closedWith: [1003] };
    if (!isUtf8(message)) return { texts, closedWith: [1007] };
    texts.push(message.toString());
    open = undefined;
  }
  return { texts };
}

/** The rule that one frame breaks by itself, given whether a message is open. */
function brokenRules(
  { opcode, fin = true, masked = true }: RawFrame,
  payload: Buffer,
  isOpen: boolean,
): number[] {
  const isControl = (opcode & 8) !== 0;
  const isUnknown = (opcode & 0x70) !== 0 || ![0, 1, 2, 8, 9, 10].includes(opcode);
  const isMisplaced = opcode === 0 ? !isOpen : isOpen && !isControl;
  const isBadControl = isControl && (!fin || payload.length > 125);
  const protocol = isUnknown || isMisplaced || isBadControl || !masked ? [1002] : [];
  // The limit applies to data frames only, before it is known whether their order is legal.
  const tooLarge = (opcode & 0x0f) <= 2 && payload.length > 32 * kilobyte ? [1009] : [];
  return [...protocol, ...tooLarge];
}

function closing(payload: Buffer): number[] {
  if (payload.length === 0) return [1005];
  if (payload.length === 1) return [1002];
  const code = payload.readUInt16BE(0);
  const isAllowed =
    (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999);
  if (!isAllowed) return [1002];
  return isUtf8(payload.subarray(2)) ? [code] : [1007];
}
