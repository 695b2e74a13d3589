import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Eight bits of red, green and blue for each pixel. */
const DEPTH_AND_COLOR = [8, 2, 0, 0, 0];

/**
 * An image that is drawn rather than kept: a sky that turns from one colour to another, in PNG.
 * @param hue - of its upper end, in degrees
 */
export function drawnImage(width: number, height: number, hue = 220): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + 3 * width);
    const colour = colourOf(hue + (y / height) * 140, 0.75 - (y / height) * 0.2);
    for (let x = 0; x < width; x += 1) row.set(colour, 1 + 3 * x);
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(DEPTH_AND_COLOR, 8);
  const pixels = deflateSync(Buffer.concat(rows), { level: 1 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
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
function colourOf(hue: number, lightness: number): number[] {
  return [0, 8, 4].map((offset) => {
    const turned = (offset + hue / 30) % 12;
    const part = Math.max(-1, Math.min(turned - 3, 9 - turned, 1));
    return Math.round(255 * (lightness - 0.5 * Math.min(lightness, 1 - lightness) * part));
  });
}
