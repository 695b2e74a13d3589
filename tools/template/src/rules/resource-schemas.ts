import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { typeProblems } from './property-type.js';
import type { Finding, Template } from './template.js';

/** AWS's own schemas of what CloudFormation knows. */
export class ResourceSchemas {
  readonly #database: SpecDatabase = loadAwsServiceSpecSync();

  /** What a template has that AWS does not know, does not have that AWS demands, or has in another type. */
  findings({ Resources }: Template): readonly Finding[] {
    return Object.entries(Resources).flatMap(([resource, { Type, Properties = {} }]) =>
      this.#problems(Type, Properties).map((detail) => ({ rule: 'resource-schema', resource, detail })),
    );
  }

  /** The attributes that `Fn::GetAtt` may ask a type of resource for; none of a type that AWS does not know. */
  attributesOf(type: string): readonly string[] {
    return Object.keys(this.#resource(type)?.attributes ?? {});
  }

  #problems(type: string, properties: object): readonly string[] {
    const known = this.#resource(type);
    if (known === undefined) return [`${type} is not a type of resource`];
    return this.#propertyProblems(properties, known.properties, '');
  }

  #propertyProblems(values: object, known: ResourceProperties, path: string): readonly string[] {
    const names = Object.keys(values);
    return [
      ...names.filter((name) => known[name] === undefined).map((name) => `${path}${name} is not a property`),
      ...Object.entries(known)
        .filter(([name, { required }]) => required === true && !names.includes(name))
        .map(([name]) => `${path}${name} is missing`),
      ...Object.entries(values).flatMap(([name, value]) => {
        const property = known[name];
        return property === undefined ? [] : this.#valueProblems(value, property.type, `${path}${name}`);
      }),
    ];
  }

  #valueProblems(value: unknown, type: PropertyType, path: string): readonly string[] {
    return typeProblems(value, type, path, (object, reference, at) =>
      this.#propertyProblems(object, this.#database.get('typeDefinition', reference).properties, `${at}.`),
    );
  }

  #resource(type: string): Resource | undefined {
    return this.#database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
  }
}
