import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageStack } from '@serverless-ws/template/package-stack.js';
import { packagedDev } from '../packaged-dev.js';
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

const environment = { JWT_SECRET: packagedDev.secret };
const own = [
  'domainName=chat.example.com',
  'certificateArn=arn:aws:acm:eu-central-1:111111111111:certificate/1',
  'tableKeyArn=arn:aws:kms:eu-central-1:111111111111:key/1',
  'tracing=on',
  'accessLogs=on',
];

/** Packages the variants of prod with osls, one after the other, as the bundles of all go through one folder. */
export async function packageVariants(): Promise<PackagedVariants> {
  const root = await mkdtemp(join(tmpdir(), 'template-'));
  const folder = (variant: Variant) =>
    variant === 'dev, inline' ? packagedDev.folder : join(root, String(VARIANTS.indexOf(variant)));
  const packaged = (variant: Variant) =>
    variant === 'dev, inline'
      ? packagedDev.read()
      : packageStack('prod', folder(variant), environment, variant.endsWith('key') ? own : []);
  const templates = new Map<Variant, Template>();
  for (const variant of VARIANTS) templates.set(variant, { Resources: (await packaged(variant)).resources });
  return {
    folder,
    template: (variant) => templates.get(variant) ?? { Resources: {} },
    remove: () => rm(root, { recursive: true }),
  };
}
