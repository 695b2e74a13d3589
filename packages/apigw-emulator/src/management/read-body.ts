/**
 * The body of a request, or why there is none: it is over `maxBytes`, or the caller disconnected. A body that is too
 * large is read to its end and discarded: a caller that is still writing would not see the response.
 */
export async function readBody(
  request: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<Buffer | 'tooLarge' | 'brokenOff'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    return 'brokenOff';
  }
  return size > maxBytes ? 'tooLarge' : Buffer.concat(chunks);
}
