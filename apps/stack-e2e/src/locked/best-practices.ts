import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Finding } from '@serverless-ws/template/rules/template.js';

/** What AWS's own packs of rules find in a template; cdk-nag describes them in its RULES.md. */
export function bestPracticeFindings(templateFile: string): readonly Finding[] {
  const outdir = mkdtempSync(join(tmpdir(), 'best-practices-'));
  try {
    return findingsIn(templateFile, new App({ analyticsReporting: false, outdir }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function findingsIn(templateFile: string, app: App): readonly Finding[] {
  const scope = new CfnInclude(new Stack(app, 'Stack'), 'Template', { templateFile });
  return [new AwsSolutionsChecks(app), new ServerlessChecks(app)]
    .flatMap((pack) => pack.validateScope(scope).violations)
    .flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({
        rule: ruleName,
        // `Stack/Template/<logical id>`.
        resource: constructPath.split('/').at(-1) ?? '',
      })),
    );
}
