import { documentClient, DynamoMessageRepository } from '@serverless-ws/chat-dynamo';

/** Makes a room large without thousands of members. */
export class RoomShards {
  private readonly client;
  private readonly messages: DynamoMessageRepository;

  constructor(
    endpoint: string,
    table: string,
    private readonly room: string,
  ) {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
    this.client = documentClient({ endpoint, region: 'us-east-1', credentials });
    this.messages = new DynamoMessageRepository({
      client: this.client,
      table,
      clock: { now: () => Date.now() },
    });
  }

  /** Opens the room, if nobody has been in it, and doubles its shards until there are so many. */
  async growTo(shards: number): Promise<void> {
    let { shards: grown } = await this.messages.open(this.room, 'e1', Date.now());
    while (grown < shards) grown = await this.messages.grow(this.room, grown);
  }

  close(): void {
    this.client.destroy();
  }
}
