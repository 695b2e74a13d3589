import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type DynamoDBClient,
  type Tag,
} from '@aws-sdk/client-dynamodb';
import { TTL_ATTRIBUTE } from '@serverless-ws/chat-dynamo';
import { CommandError } from '@serverless-ws/command-line/command.js';
import type { Patience } from './patience.js';

/**
 * The settings of a table that no backup holds. Each is looked at first, so that all of it may be repeated.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
 */
export class TableSettings {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #patience: Patience;

  constructor(client: DynamoDBClient, table: string, patience: Patience) {
    this.#client = client;
    this.#table = table;
    this.#patience = patience;
  }

  /** Switches time to live on; returns whether it was off. */
  async expire(): Promise<boolean> {
    const { TimeToLiveDescription: there } = await this.#client.send(
      new DescribeTimeToLiveCommand({ TableName: this.#table }),
    );
    if (['ENABLED', 'ENABLING'].includes(there?.TimeToLiveStatus ?? '')) {
      if (there?.AttributeName === TTL_ATTRIBUTE) return false;
      throw new CommandError(
        `${this.#table} has time to live on another attribute: ${there?.AttributeName}`,
        1,
      );
    }
    const TimeToLiveSpecification = { AttributeName: TTL_ATTRIBUTE, Enabled: true };
    const command = new UpdateTimeToLiveCommand({ TableName: this.#table, TimeToLiveSpecification });
    await this.#patience.until(() => this.#client.send(command));
    return true;
  }

  /** Switches point-in-time recovery on; returns whether it was off. */
  async backUp(): Promise<boolean> {
    const TableName = this.#table;
    const { ContinuousBackupsDescription: there } = await this.#patience.until(() =>
      this.#client.send(new DescribeContinuousBackupsCommand({ TableName })),
    );
    if (there?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED') return false;
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    const command = new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification });
    await this.#patience.until(() => this.#client.send(command));
    return true;
  }

  /** Protects the table from being deleted; returns whether it was not. */
  async protect(): Promise<boolean> {
    const { Table: there } = await this.#client.send(new DescribeTableCommand({ TableName: this.#table }));
    if (there?.DeletionProtectionEnabled === true) return false;
    const command = new UpdateTableCommand({ TableName: this.#table, DeletionProtectionEnabled: true });
    await this.#patience.until(() => this.#client.send(command));
    return true;
  }

  /** Adds tags, those of AWS itself left out; returns how many there are to have. */
  async tag(own: Readonly<Record<string, string>>, from: string | undefined): Promise<number> {
    const copied = from === undefined ? [] : await this.#tagsOf(await this.#arnOf(from));
    const tags = new Map(copied.map(({ Key, Value }) => [Key, Value]));
    for (const [key, value] of Object.entries(own)) tags.set(key, value);
    if (tags.size === 0) return 0;
    const Tags = [...tags].map(([Key, Value]) => ({ Key, Value }));
    const command = new TagResourceCommand({ ResourceArn: await this.#arnOf(this.#table), Tags });
    await this.#patience.until(() => this.#client.send(command));
    return tags.size;
  }

  async #arnOf(table: string): Promise<string> {
    const { Table: there } = await this.#client.send(new DescribeTableCommand({ TableName: table }));
    return there?.TableArn ?? '';
  }

  async #tagsOf(arn: string): Promise<readonly Tag[]> {
    const tags: Tag[] = [];
    let from: string | undefined;
    do {
      const command = new ListTagsOfResourceCommand({ ResourceArn: arn, ...(from && { NextToken: from }) });
      const { Tags = [], NextToken } = await this.#client.send(command);
      tags.push(...Tags);
      from = NextToken;
    } while (from !== undefined);
    return tags.filter(({ Key = '' }) => !Key.startsWith('aws:'));
  }
}
