/** A function that is bundled. */
export interface FunctionEntry {
  readonly handler: string;
  /** Where its bundle goes, from the folder of the service. */
  readonly folder: string;
  /** The name of the bundle, without `.mjs`. */
  readonly name: string;
  /** From the folder of the service. */
  readonly source: string;
}

/**
 * The bundles that handlers name: `app/dist/wave.handler` is `app/dist/wave.mjs`, made of `app/src/wave.ts` (or `.mts`,
 * `.js`, `.mjs`). Handlers in other folders are left alone.
 *
 * @param root - the folder of the service
 * @throws Error where there is no source
 */
export function functionEntries(
  root: string,
  handlers: readonly (string | undefined)[],
): readonly FunctionEntry[];
