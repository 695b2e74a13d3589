import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** Signatures of a zip file's records. */
const FILE_IN_DIRECTORY = 0x02014b50;
const END_OF_DIRECTORY = 'PK\u0005\u0006';
const DEFLATED = 8;

/**
 * Writes the files of a zip to a folder. Reads what the framework writes: stored or deflated, less than 4 GB.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function unpack(zip: string, folder: string): Promise<void> {
  const bytes = await readFile(zip);
  let at = bytes.readUInt32LE(bytes.lastIndexOf(END_OF_DIRECTORY) + 16);
  while (bytes.readUInt32LE(at) === FILE_IN_DIRECTORY) {
    const [nameLength, extraLength, commentLength] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ];
    const path = join(folder, bytes.toString('utf8', at + 46, at + 46 + nameLength));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content(bytes, at));
    at += 46 + nameLength + extraLength + commentLength;
  }
}

/** @param at - where the directory's record of the file begins */
function content(bytes: Buffer, at: number): Buffer {
  const header = bytes.readUInt32LE(at + 42);
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
  return bytes.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : packed;
}
