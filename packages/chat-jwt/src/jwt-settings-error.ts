/** A setting that cannot work. Names the setting and what is wrong with it, never its value. */
export class JwtSettingsError extends Error {
  override readonly name = 'JwtSettingsError';

  /**
   * @param setting - a key of `JwtSettings`, such as `secret`
   * @param problem - the rest of a sentence that begins with the setting: `is under 32 bytes`
   */
  constructor(
    readonly setting: string,
    readonly problem: string,
  ) {
    super(`${setting} ${problem}`);
  }
}
