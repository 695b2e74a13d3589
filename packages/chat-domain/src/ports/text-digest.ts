/** Compares texts without storing them. */
export interface TextDigest {
  /**
   * MUST be a collision-resistant hash (such as SHA-256, base64url), the same for the same text in every process
   * and release; at most 64 characters.
   */
  of(text: string): string;
}
