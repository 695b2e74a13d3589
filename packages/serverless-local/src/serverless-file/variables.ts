import { ServiceError } from '../service-error.js';

/** What `${…}` may speak of. */
export interface VariableContext {
  /** The whole file, as it was parsed. */
  readonly file: unknown;
  /** Parses another file, found from the folder of this one. */
  readonly include: (path: string) => unknown;
  /** What `--stage` says; `undefined` where it is not given. */
  readonly stage: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What comes first of all, by address: `ssm:/chat/key`. For sources that are not on this machine. */
  readonly values?: Readonly<Record<string, string>>;
  /** What comes before the `params` of the file. */
  readonly params?: Readonly<Record<string, string>>;
}

/** Innermost `${source:address, fallback …}`; `${AWS::Region}` and `${Table}` are CloudFormation's and stay. */
const VARIABLE = /\$\{([A-Za-z][A-Za-z0-9]*:(?!:)[^${}]*|file\([^${}]*)\}/;

/** Resolves the variables of a `serverless.yml`: those forms that this project uses, and an error for any other. */
export class Variables {
  /** The environment variables that were asked for, set or not. */
  readonly asked = new Set<string>();

  readonly #context: VariableContext;

  constructor(context: VariableContext) {
    this.#context = context;
  }

  /** What `--stage` says. */
  get stage(): string | undefined {
    return this.#context.stage;
  }

  /**
   * A value with all variables in it replaced.
   * @param path - where it stands, for errors: `functions.room.environment`
   * @throws ServiceError for a form that is not known here, or a value that is nowhere
   */
  resolve(value: unknown, path: string): unknown {
    const node = this.included(value, path);
    if (Array.isArray(node)) return node.map((item, index) => this.resolve(item, `${path}.${index}`));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, item]) => [key, this.resolve(item, `${path}.${key}`)]),
    );
  }

  /**
   * What a text refers to, with the variables inside of it as they are. Any other value is returned as it is.
   * @throws ServiceError as {@link resolve} does
   */
  included(value: unknown, path: string): unknown {
    if (typeof value !== 'string') return value;
    const [whole, list = ''] = VARIABLE.exec(value) ?? [];
    if (whole === undefined) return value;
    const found = this.included(this.#chosen(list, whole, path), path);
    if (whole === value) return found;
    if (typeof found === 'object') throw new ServiceError('invalid_setting', `${whole} is no text`, { path });
    return this.included(
      value.replace(whole, () => String(found)),
      path,
    );
  }

  /**
   * The value at a dotted address, also inside of what other files have; `undefined` where there is none.
   * @param path - where the address stands, for errors
   * @throws ServiceError as {@link resolve} does
   */
  at(value: unknown, address: string, path: string): unknown {
    return address
      .split('.')
      .reduce((node, key) => this.included(at(node, key), path), this.included(value, path));
  }

  /** The first of `a, b, 'c'` that there is. */
  #chosen(list: string, whole: string, path: string): unknown {
    for (const item of list.match(/(?:'[^']*'|"[^"]*"|[^,'"])+/g) ?? []) {
      const value = this.#one(item.trim(), path);
      if (value !== undefined && value !== null) return value;
    }
    throw new ServiceError('missing_value', `${whole} has no value`, { path });
  }

  #one(item: string, where: string): unknown {
    const [, quoted] = /^['"](.*)['"]$/.exec(item) ?? [];
    if (quoted !== undefined) return quoted;
    const [, path, inside] = /^file\(([^()]+)\)(?::(.+))?$/.exec(item) ?? [];
    if (path !== undefined) {
      const included = this.#context.include(path.trim());
      return inside === undefined ? included : this.at(included, inside, where);
    }
    if (!item.includes(':')) return literal(item);
    const given = this.#context.values?.[item];
    if (given !== undefined) return given;
    const separator = item.indexOf(':');
    const address = item.slice(separator + 1).trim();
    switch (item.slice(0, separator)) {
      case 'env':
        this.asked.add(address);
        return this.#context.environment[address];
      case 'sls':
        return address === 'stage' ? this.#context.stage : undefined;
      case 'opt':
        return address === 'stage' ? this.#context.stage : undefined;
      case 'aws':
        return { region: 'us-east-1', accountId: '123456789012' }[address];
      case 'self':
        return this.at(this.#context.file, address, where);
      case 'param':
        return (
          this.#context.params?.[address] ??
          this.at(this.#context.file, `params.${this.#context.stage ?? ''}.${address}`, where) ??
          this.at(this.#context.file, `params.default.${address}`, where)
        );
      default:
        throw new ServiceError('unknown_variable', `\${${item}} cannot be resolved on this machine`, {
          path: where,
        });
    }
  }
}

function literal(word: string): unknown {
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return /^\d+$/.test(word) ? Number(word) : word;
}

/** The value at a dotted path, `undefined` where there is none. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (node, key) =>
        typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined,
      value,
    );
}
