/** Makes ids that nobody made before and nobody can guess. */
export interface IdGenerator {
  /** MUST return 1 to 64 characters of `[A-Za-z0-9_-]` with at least 120 random bits. */
  next(): string;
}
