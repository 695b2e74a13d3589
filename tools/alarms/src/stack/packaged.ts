import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageStack } from '@serverless-ws/template/package-stack.js';
import { at, type Template } from '@serverless-ws/template/rules/template.js';

/** The queue of the company that events go to. */
export const EVENTS_TARGET = 'company.fifo';

/**
 * What the stack is packaged and run with. Quotas are so low that a laptop reaches them: alarms are a share of them.
 */
export const PARAMETERS: Readonly<Record<string, string>> = {
  events: 'on',
  eventsTo: `arn:aws:sqs:us-east-1:000000000000:${EVENTS_TARGET}`,
  alarms: 'on',
  batchBusyRooms: 'on',
  floodMessages: '0',
  connectionsPerUser: '1000',
  handshakesPerSecond: '1',
  accountRequestsPerSecond: '10',
  messagesPerHour: '9000',
};

/** The stage that is packaged and run: the one that has alarms. */
export const STAGE = 'prod';

/** Packages the stage prod with these parameters, and reads its template. */
export async function packagedTemplate(environment: Readonly<Record<string, string>>): Promise<Template> {
  const folder = await mkdtemp(join(tmpdir(), 'alarms-'));
  try {
    const parameters = Object.entries(PARAMETERS).map(([name, value]) => `${name}=${value}`);
    const { resources } = await packageStack(STAGE, join(folder, STAGE), environment, parameters);
    return { Resources: resources };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A reference of the template: a function by its name on AWS, everything else by its logical id. */
export function resolver({ Resources }: Template): (value: unknown) => string {
  return (value) => {
    const id = String(at(value, 'Ref') ?? at(at(value, 'Fn::GetAtt'), '0') ?? value);
    const name = Resources[id]?.Properties?.['FunctionName'];
    return typeof name === 'string' ? name : id;
  };
}
