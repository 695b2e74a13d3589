/** A setting that is missing, wrong or unknown. The message is one line that begins with its name. */
export class SettingError extends Error {
  override readonly name = 'SettingError';

  /**
   * @param setting - the environment variable
   * @param problem - the rest of a sentence that begins with it; never its value
   */
  constructor(
    readonly setting: string,
    problem: string,
  ) {
    super(`${setting} ${problem}`);
  }
}
