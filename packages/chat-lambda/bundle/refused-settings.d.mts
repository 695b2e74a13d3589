/** Lines about settings that the functions of a service would refuse. */
export interface RefusedSettings {
  /** About what no deployment can work with. */
  readonly wrong: readonly string[];
  /** About a key that is missing, or is not the one for this stage. */
  readonly undecided: readonly string[];
  /** About what is set in the shell, and has no effect. */
  readonly unread: readonly string[];
}

/**
 * What the functions of a service would refuse of their settings when they start, in their words.
 *
 * @param environments - of the functions, as they will be in the template
 * @param shell - the environment in which the service is packaged
 */
export function refusedSettings(
  environments: readonly Readonly<Record<string, unknown>>[],
  shell: Readonly<Record<string, string | undefined>>,
): Promise<RefusedSettings>;
