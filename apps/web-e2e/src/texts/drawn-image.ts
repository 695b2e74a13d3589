import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Eight bits of red, green and blue for each pixel. */
const DEPTH_AND_COLOR = [8, 2, 0, 0, 0];

/** Ridges from the far one to the near one: where each is, how steep and how often it rises, and how light it is. */
const RIDGES = [
  { at: 0.55, rise: 0.1, waves: 1.3, lightness: 0.42 },
  { at: 0.7, rise: 0.08, waves: 2.1, lightness: 0.28 },
  { at: 0.84, rise: 0.05, waves: 3.4, lightness: 0.16 },
] as const;

/**
 * An image that is drawn rather than kept: ridges below a sky, in PNG.
 * @param hue - of the ridges, in degrees
 */
export function drawnImage(width: number, height: number, hue = 220): Buffer {
  const ridges = RIDGES.map((ridge) => ({
    color: colorOf(hue, ridge.lightness),
    tops: Array.from({ length: width }, (_, x) => height * topOf(ridge, x / width)),
  }));
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + 3 * width);
    const sky = colorOf(hue + 170, 0.9 - 0.35 * (1 - y / height));
    for (let x = 0; x < width; x += 1) {
      const nearest = ridges.findLast(({ tops }) => y > (tops[x] ?? 0));
      row.set(nearest?.color ?? sky, 1 + 3 * x);
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(DEPTH_AND_COLOR, 8);
  const pixels = deflateSync(Buffer.concat(rows), { level: 1 });
  return Buffer.concat([
    ...[SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels)],
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Where a ridge ends above, at a point from left to right; both from 0 to 1. */
function topOf({ at, rise, waves }: (typeof RIDGES)[number], x: number): number {
  const turn = x * waves * Math.PI * 2;
  return at - rise * (Math.sin(turn) + 0.4 * Math.sin(2.7 * turn + at * 9));
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Red, green and blue of a hue in degrees and a lightness from 0 to 1, of half saturation. */
function colorOf(hue: number, lightness: number): number[] {
  return [0, 8, 4].map((offset) => {
    const turned = (offset + hue / 30) % 12;
    const part = Math.max(-1, Math.min(turned - 3, 9 - turned, 1));
    return Math.round(255 * (lightness - 0.5 * Math.min(lightness, 1 - lightness) * part));
  });
}
