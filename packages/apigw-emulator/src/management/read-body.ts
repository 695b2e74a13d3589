/**
 * The body of a request, or why there is none: it is over `maxBytes`, or the caller broke off. One that is too large is
 * heard out, though not kept: a caller that is still writing would not see the answer.
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
