import type { IncomingMessage } from 'node:http';

/** The body of a request, or why there is none: it is over `maxBytes` (the rest is not kept), or the caller broke off. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | 'tooLarge' | 'brokenOff'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > maxBytes) return 'tooLarge';
      chunks.push(chunk);
    }
  } catch {
    return 'brokenOff';
  }
  return Buffer.concat(chunks);
}
