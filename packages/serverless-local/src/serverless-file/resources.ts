import { at, type Variables } from './variables.js';

/** A resource of the template, as it stands there. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly properties: unknown;
  /** Where it stands, for errors. */
  readonly place: string;
}

/**
 * The resources of one type.
 * @param templates - one template, or a list whose members may be files of their own
 */
export function resourcesOfType(
  type: string,
  templates: unknown,
  variables: Variables,
): readonly TemplateResource[] {
  return (Array.isArray(templates) ? templates : [templates]).flatMap((template: unknown, index) => {
    const place = `resources.${index}`;
    // Only the name of a file: what is in it is resolved where it is needed.
    const parsed = typeof template === 'string' ? variables.included(template, place) : template;
    return Object.entries(at(parsed, 'Resources') ?? {})
      .filter(([, resource]) => at(resource, 'Type') === type)
      .map(([logicalId, resource]) => ({
        logicalId,
        properties: at(resource, 'Properties'),
        place: `${place}.${logicalId}`,
      }));
  });
}
