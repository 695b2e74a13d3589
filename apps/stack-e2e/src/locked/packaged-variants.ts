import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageStack } from '@serverless-ws/template/package-stack.js';
import { packagedDev } from '../packaged-dev.js';
import { folderOfStage, packagedStage } from '../packaged-stages.js';
import type { Template } from '@serverless-ws/template/rules/template.js';

/** What the template is packaged as. */
export const VARIANTS = [
  'dev, inline',
  'prod, queued',
  'prod, queued, with traces, access logs, a domain and a key',
] as const;

/** One of the {@link VARIANTS}. */
export type Variant = (typeof VARIANTS)[number];

/** The variants, packaged. */
export interface PackagedVariants {
  /** Where a variant is: its template and the zips of its functions. */
  folder(variant: Variant): string;
  template(variant: Variant): Template;
  remove(): Promise<void>;
}

/** Packages what no suite of the run has packaged yet. */
export async function packageVariants(): Promise<PackagedVariants> {
  const root = await mkdtemp(join(tmpdir(), 'template-'));
  const environment = { JWT_SECRET: packagedDev.secret };
  const [dev, prod, full] = VARIANTS;
  const folders = { [dev]: packagedDev.folder, [prod]: root, [full]: folderOfStage('prod') };
  const stacks = {
    [dev]: await packagedDev.read(),
    [prod]: await packageStack('prod', root, environment),
    [full]: await packagedStage('prod'),
  };
  return {
    folder: (variant) => folders[variant],
    template: (variant) => ({ Resources: stacks[variant].resources }),
    remove: () => rm(root, { recursive: true }),
  };
}
