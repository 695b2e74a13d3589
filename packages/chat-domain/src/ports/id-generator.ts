/** Generates unique ids that cannot be guessed. */
export interface IdGenerator {
  /** MUST return 1 to 64 characters of `[A-Za-z0-9_-]` with at least 120 random bits. */
  next(): string;
}
