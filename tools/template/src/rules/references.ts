import { listed, type Finding, type Template } from './template.js';

/** What `Fn::GetAtt` may ask a type of resource for. */
export type AttributesOf = (type: string) => readonly string[];

/** The references of a template that lead nowhere: to no resource of it, or to an attribute that a resource has not. */
export function danglingReferences(template: Template, attributesOf: AttributesOf): readonly Finding[] {
  return Object.entries(template.Resources).flatMap(([resource, definition]) =>
    referencesIn(definition)
      .filter((reference) => !leadsSomewhere(reference, template, attributesOf))
      .map((reference) => ({ rule: 'reference', resource, detail: `${reference} is not in the template` })),
  );
}

/** `Name` of a `Ref` or `DependsOn`, `Name.Attribute` of a `Fn::GetAtt`, and both of what a `Fn::Sub` substitutes. */
function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === 'Ref' || key === 'DependsOn') return listed(inner).map(String);
    if (key === 'Fn::GetAtt') return [listed(inner).join('.')];
    if (key === 'Fn::Sub' && typeof inner === 'string')
      return [...inner.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name);
    return referencesIn(inner);
  });
}

function leadsSomewhere(reference: string, { Resources }: Template, attributesOf: AttributesOf): boolean {
  if (reference.startsWith('AWS::')) return true;
  const [id = '', ...attribute] = reference.split('.');
  const resource = Resources[id];
  if (resource === undefined) return false;
  return attribute.length === 0 || attributesOf(resource.Type).includes(attribute.join('.'));
}
