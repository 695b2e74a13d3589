import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What a command ends with when its flags make no sense, as POSIX tools do. */
export const EXIT_USAGE = 2;

/** Something the person at the keyboard can mend: shown as one line, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  /** @param exitCode - 2 for flags that make no sense, 1 for what is wrong around the command */
  constructor(
    message: string,
    readonly exitCode: number = EXIT_USAGE,
  ) {
    super(message);
  }
}

/** The flags of a command line by name, each at most once. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Reads flags; nothing but the flags named may stand on the line.
 * @throws CommandError with one line that names what is wrong
 */
export function readFlags(argv: readonly string[], options: Record<string, 'string' | 'boolean'>): Flags {
  const config: ParseArgsConfig = {
    args: withDashedValues(argv, options),
    options: Object.fromEntries(
      Object.entries(options).map(([name, type]) => [name, { type, multiple: true }]),
    ),
    strict: true,
    allowPositionals: false,
  };
  const values = parsed(config);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (!Array.isArray(value)) return [name, value];
      if (value.length > 1) throw new CommandError(`--${name} is given twice`);
      return [name, value[0]];
    }),
  );
}

/** With values such as `-1` tied to their flags: taken for flags themselves, they would be refused for that reason. */
function withDashedValues(argv: readonly string[], options: Record<string, 'string' | 'boolean'>): string[] {
  const args: string[] = [];
  for (const word of argv) {
    const flag = args.at(-1);
    const isValue = /^-(?!-)/.test(word) && flag?.startsWith('--') && options[flag.slice(2)] === 'string';
    if (isValue) args.splice(-1, 1, `${flag}=${word}`);
    else args.push(word);
  }
  return args;
}

function parsed(config: ParseArgsConfig) {
  try {
    return parseArgs(config).values;
  } catch (error) {
    const [line = ''] = messageOf(error).split(/\n|\. To specify/);
    throw new CommandError(line);
  }
}

/** What an error says, also one from another realm. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}

/** The `code` of an error of the system, also of one from another realm. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/**
 * Runs a command to its end; a {@link CommandError} becomes one line and its exit code.
 * @param usage - printed instead where `--help` asks for it; `null` where there is none
 */
export async function runCommand(
  name: string,
  usage: string | null,
  main: () => Promise<void> | void,
): Promise<void> {
  if (usage !== null && process.argv.slice(2).includes('--help')) return console.log(usage);
  try {
    await main();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exitCode = error.exitCode;
  }
}
