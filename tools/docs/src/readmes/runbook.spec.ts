import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { expect, it } from '@jest/globals';

const folder = join(workspaceRoot, 'packages/chat-lambda/infrastructure/monitoring');
const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

/** The places of the runbook that the alarms of a file name. */
const named = files
  .flatMap((text) => [...text.matchAll(/docs\/runbook\.md#([\w-]+)/g)])
  .map(([, anchor]) => anchor);

/** The anchors that GitHub makes of headings. */
const headings = [
  ...readFileSync(join(workspaceRoot, 'docs/runbook.md'), 'utf8').matchAll(/^## (.+)$/gm),
].map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'));

it('the runbook has an entry for each alarm, and none for another', () => {
  expect(named).toHaveLength(files.join('').split('Type: AWS::CloudWatch::Alarm').length - 1);
  expect(headings.toSorted()).toEqual([...named, 'seen-to-ring'].toSorted());
});
