import { at, type Variables } from '../serverless-file/variables.js';
import { conditionsOf } from './conditions.js';
import type { Conditions, References } from './intrinsics.js';
import { PSEUDO } from './pseudo-parameters.js';

/** A resource of the template, as it stands there. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly properties: unknown;
  readonly metadata: unknown;
  /** Where it stands, for errors. */
  readonly place: string;
}

/** The CloudFormation of a `serverless.yml`: what stands under `resources`. */
export class Template {
  /** What its `Conditions` come to. */
  readonly conditions: Conditions;
  /** What may be referred to besides resources: pseudo parameters, and the defaults of `Parameters`. */
  readonly parameters: References;

  readonly #variables: Variables;
  readonly #parts: readonly { readonly part: unknown; readonly place: string }[];

  /**
   * @param resources - one template, or a list whose members may be files of their own
   * @param stackName - what `AWS::StackName` comes to
   */
  constructor(resources: unknown, variables: Variables, stackName: string) {
    this.#variables = variables;
    const list: readonly unknown[] = [variables.included(resources, 'resources')].flat();
    this.#parts = list.map((part, index) => ({ part, place: `resources.${index}` }));
    const defaults = new Map(
      this.#section('Parameters').flatMap(({ name, value, place }) => {
        const text = variables.resolve(at(value, 'Default'), place);
        return text === undefined ? [] : [[name, String(text)] as const];
      }),
    );
    this.parameters = (name) =>
      name === 'AWS::StackName' ? stackName : (defaults.get(name) ?? PSEUDO.get(name));
    const conditions = this.#section('Conditions').map(
      ({ name, value, place }) => [name, variables.resolve(value, place)] as const,
    );
    this.conditions = conditionsOf(new Map(conditions), this.parameters);
  }

  /** The resources of one type, but those whose condition does not hold. */
  ofType(type: string): readonly TemplateResource[] {
    return this.#section('Resources')
      .filter(({ value }) => at(value, 'Type') === type)
      .filter(({ value }) => {
        const condition = at(value, 'Condition');
        return typeof condition !== 'string' || this.conditions(condition);
      })
      .map(({ name, value, place }) => ({
        logicalId: name,
        properties: this.#variables.at(value, 'Properties', place),
        metadata: this.#variables.at(value, 'Metadata', place),
        place,
      }));
  }

  /** Files are read as far as to what is in the section; the rest is resolved where it is needed. */
  #section(key: string) {
    return this.#parts.flatMap(({ part, place }) =>
      Object.entries(this.#variables.at(part, key, place) ?? {}).map(([name, value]: [string, unknown]) => ({
        name,
        value: this.#variables.included(value, `${place}.${name}`),
        place: `${place}.${name}`,
      })),
    );
  }
}
