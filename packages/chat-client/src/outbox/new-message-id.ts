/** 128 random bits. Not `crypto.randomUUID`, which pages served over plain HTTP do not have. */
export function newMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
