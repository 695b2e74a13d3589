import { LIMITS } from './limits.js';
import { utf8Length } from './utf8.js';

/** A kind of entries that a team adds: it holds a dot, which none of ours ever does. */
export type CustomKind = `${string}.${string}`;

/** What an entry of such a kind holds. */
export interface CustomContent {
  readonly kind: CustomKind;
  /** What its clients interpret: a JSON object, up to 4,096 bytes. */
  readonly data: Readonly<Record<string, unknown>>;
}

const KIND = /^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+$/;

/**
 * Makes sure that an entry of a team's own can be stored.
 * @throws TypeError for a kind without a dot or longer than 64 characters, for data that is no JSON, and for more than 4,096
 * bytes of it: faults of the program that made it, not of the client
 */
export function requireStorable({ kind, data }: CustomContent): void {
  if (!KIND.test(kind) || kind.length > LIMITS.customKindLength)
    throw new TypeError(
      `The kind "${kind}" is no name with a dot of up to ${LIMITS.customKindLength} characters.`,
    );
  const bytes = utf8Length(JSON.stringify(data));
  if (bytes > LIMITS.textBytes) throw new TypeError(`The data of a "${kind}" has ${bytes} bytes.`);
}
