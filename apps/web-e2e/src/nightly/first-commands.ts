/** What a newcomer types. */
export interface FirstCommands {
  readonly install: string;
  readonly start: string;
}

/** The flags of `start` that the first session uses. */
const FLAGS = ['--port', '--web-port', '--data DIR'];

/**
 * The two commands with which a README begins.
 * @throws Error when it begins otherwise, or does not name a flag that the first session uses
 */
export function firstCommands(readme: string): FirstCommands {
  const [, line = ''] = /^```sh\n(.+)$/m.exec(readme) ?? [];
  const [install = '', start = '', ...more] = line.replace(/#.*/, '').trim().split(' && ');
  if (install === '' || start === '' || more.length > 0) {
    throw new Error(`README.md does not begin with two commands: ${line}`);
  }
  const missing = FLAGS.filter((flag) => !readme.includes(`\`${flag}\``));
  if (missing.length > 0) throw new Error(`README.md does not name ${missing.join(', ')}`);
  return { install, start };
}
