import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeFrame } from '../conformance/raw-socket.js';
import { FrameMeter } from './frame-meter.js';

/** How often the meter reports, for these frames cut into pieces of this size. */
function reports(frames: Parameters<typeof encodeFrame>[0][], pieceBytes: number, limit: number): number {
  let count = 0;
  const meter = new FrameMeter(limit, () => count++);
  const bytes = Buffer.concat(frames.map(encodeFrame));
  for (let at = 0; at < bytes.length; at += pieceBytes) meter.push(bytes.subarray(at, at + pieceBytes));
  return count;
}

describe('FrameMeter', () => {
  it('reports every data frame over the limit and no other, however the bytes arrive', () => {
    const frame = fc.record({
      opcode: fc.constantFrom(0, 1, 2, 8, 9, 10),
      size: fc.constantFrom(0, 1, 125, 126, 127, 999, 1000, 1001, 65_535, 65_536),
      fin: fc.boolean(),
      masked: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 6 }),
        fc.integer({ min: 1, max: 3_000 }),
        (drawn, pieceBytes) => {
          const frames = drawn.map(({ size, ...rest }) => ({ ...rest, payload: Buffer.alloc(size, 0x81) }));
          const over = drawn.filter(({ opcode, size }) => opcode <= 2 && size > 1000).length;
          expect(reports(frames, pieceBytes, 1000)).toBe(over);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});
