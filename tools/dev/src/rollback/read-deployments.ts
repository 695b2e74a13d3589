import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { deployedOf, timestampIn, type Deployed } from './deployed.js';

/** What is deployed of a stack, by its template. */
export async function readDeployed(StackName: string, region: string): Promise<Deployed> {
  const client = new CloudFormationClient({ region });
  try {
    const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName }));
    return deployedOf(TemplateBody);
  } finally {
    client.destroy();
  }
}

/** The name of a stack's table; `null` where none was made. Of any stack, also one that failed half-way. */
export async function readTableName(StackName: string, region: string): Promise<string | null> {
  const client = new CloudFormationClient({ region });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return outputs.find(({ OutputKey }) => OutputKey === 'ChatTableName')?.OutputValue ?? null;
  } finally {
    client.destroy();
  }
}

/** When the deployments that a bucket still has were packaged, in epoch milliseconds. */
export async function readDeployments(
  Bucket: string,
  Prefix: string,
  region: string,
): Promise<readonly number[]> {
  const client = new S3Client({ region });
  const found = new Set<number>();
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      for (const { Key = '' } of Contents) {
        const timestamp = timestampIn(Key);
        if (timestamp !== null) found.add(timestamp);
      }
    }
    return [...found];
  } finally {
    client.destroy();
  }
}
