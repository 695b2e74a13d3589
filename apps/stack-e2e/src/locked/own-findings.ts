import { openStatements } from '@serverless-ws/template/rules/open-statements.js';
import { permissionSources } from '@serverless-ws/template/rules/permission-sources.js';
import { danglingReferences } from '@serverless-ws/template/rules/references.js';
import type { ResourceSchemas } from '@serverless-ws/template/rules/resource-schemas.js';
import type { Finding, Template } from '@serverless-ws/template/rules/template.js';
import { plainTextResources } from '@serverless-ws/template/rules/tls-only.js';

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
