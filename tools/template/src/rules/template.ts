/** A resource of a CloudFormation template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** What the checks read of a CloudFormation template. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

/** A rule that a resource breaks. */
export interface Finding {
  readonly rule: string;
  /** The resource, by its logical id. */
  readonly resource: string;
  /** What is wrong with it; one line, without the name of the resource. */
  readonly detail?: string;
}

/** The resources of a type, with their logical ids. */
export function resourcesOf(
  { Resources }: Template,
  type: string,
): readonly (readonly [id: string, properties: Readonly<Record<string, unknown>>])[] {
  return Object.entries(Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Properties = {} }]) => [id, Properties]);
}

/** What a key of a value holds; `undefined` where the value is no object. */
export function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

/** A value that may stand alone or in a list, as a list; none for `undefined`. */
export function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
