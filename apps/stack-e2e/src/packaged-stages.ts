import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  packageStack,
  readPackagedStack,
  type PackagedStack,
} from '@serverless-ws/template/package-stack.js';
import { packagedDev } from './packaged-dev.js';

/** What suites look for in the packaged stages. */
export const CHOSEN = {
  tableName: 'chat-restored',
  secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/jwt-a1B2c3',
  reviewFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:word-list',
  tableKeyArn: 'arn:aws:kms:eu-central-1:111111111111:key/1',
  certificateArn: 'arn:aws:acm:eu-central-1:111111111111:certificate/1',
} as const;

/** A stage as osls is told to package it. */
interface Stage {
  readonly stage: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly parameters: readonly string[];
}

/** Stages that several suites read, with all that an operator can choose. */
const STAGES = {
  /** With a table and a secret that exist already, and what joins the chat to other systems. */
  dev: {
    stage: 'dev',
    environment: { JWT_SECRET_ARN: CHOSEN.secretArn },
    parameters: [
      ...['tracing=on', 'accessLogs=on', 'alarms=on', `tableName=${CHOSEN.tableName}`],
      ...['publishQueue=on', 'publishEventSource=acme.orders'],
      ...[`reviewFunctionArn=${CHOSEN.reviewFunctionArn}`, 'reviewRequired=lobby'],
    ],
  },
  /** With a domain, a key and a runtime; batches of busy rooms are on by the environment, whatever the parameter says. */
  prod: {
    stage: 'prod',
    environment: { JWT_JWKS_URL: 'https://issuer.example/jwks.json', BATCH_BUSY_ROOMS: 'on' },
    parameters: [
      ...['domainName=chat.example.com', `certificateArn=${CHOSEN.certificateArn}`],
      ...[`tableKeyArn=${CHOSEN.tableKeyArn}`, 'runtime=nodejs24.x', 'batchBusyRooms=off'],
      ...['tracing=on', 'accessLogs=on'],
    ],
  },
} satisfies Record<string, Stage>;

/** One of the stages. */
export type StageName = keyof typeof STAGES;

/** Where a stage is packaged: its template and the zips of its functions. Removed with {@link packagedDev}. */
export const folderOfStage = (name: StageName): string => join(packagedDev.folder, 'stages', name);

/** A stage with all that can be chosen: packaged by the suite that first asks for it, for all suites of the run. */
export async function packagedStage(name: StageName): Promise<PackagedStack> {
  const folder = folderOfStage(name);
  if (existsSync(folder)) return readPackagedStack(folder);
  await mkdir(join(packagedDev.folder, 'stages'), { recursive: true });
  const fresh = await mkdtemp(join(packagedDev.folder, 'packaging-'));
  const { stage, environment, parameters } = STAGES[name];
  const stack = await packageStack(stage, fresh, environment, parameters);
  // Another suite, at the same time, may have been faster.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  return stack;
}
