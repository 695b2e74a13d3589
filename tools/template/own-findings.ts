import { openStatements } from './open-statements.js';
import { permissionSources } from './permission-sources.js';
import { danglingReferences } from './references.js';
import type { ResourceSchemas } from './resource-schemas.js';
import type { Finding, Template } from './template.js';
import { plainTextResources } from './tls-only.js';

/** What our own rules and AWS's schemas find in a template. */
export function ownFindings(template: Template, schemas: ResourceSchemas): readonly Finding[] {
  return [
    ...permissionSources(template),
    ...openStatements(template),
    ...plainTextResources(template),
    ...schemas.findings(template),
    ...danglingReferences(template, (type) => schemas.attributesOf(type)),
  ];
}
