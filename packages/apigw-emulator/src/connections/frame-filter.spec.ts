import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeFrame } from '../conformance/harness/raw-socket.js';
import { FrameFilter } from './frame-filter.js';

/** The output of the filter for bytes that arrive in chunks of this size. */
function filtered(bytes: Buffer, pieceBytes: number): Buffer {
  const passed: Buffer[] = [];
  const filter = new FrameFilter(1_000, 999_999, (piece) => passed.push(piece));
  for (let at = 0; at < bytes.length; at += pieceBytes) filter.push(bytes.subarray(at, at + pieceBytes));
  return Buffer.concat(passed);
}

const frame = fc.record({
  opcode: fc.constantFrom(0, 1, 2, 8, 9, 10),
  size: fc.constantFrom(0, 1, 125, 126, 127, 999, 1_000, 1_001, 65_535, 65_536),
  fin: fc.boolean(),
  masked: fc.boolean(),
});

describe('FrameFilter', () => {
  it('changes the length of data frames over the limit and nothing else, however the bytes are split', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 6 }),
        fc.integer({ min: 1, max: 3_000 }),
        (drawn, pieceBytes) => {
          const given = drawn.map(({ size, ...rest }) => ({ ...rest, payload: Buffer.alloc(size, 0x81) }));
          const expected = given.map(({ payload, ...rest }) => {
            const isRefused = rest.opcode <= 2 && payload.length > 1_000;
            return encodeFrame({ ...rest, payload, ...(isRefused ? { length: 999_999 } : {}) });
          });
          const passed = filtered(Buffer.concat(given.map(encodeFrame)), pieceBytes);
          expect(passed.equals(Buffer.concat(expected))).toBe(true);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});
