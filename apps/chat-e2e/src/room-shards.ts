import {
  documentClient,
  DynamoConnectionRepository,
  DynamoRoomHeadRepository,
  SdkTableClient,
} from '@serverless-ws/chat-dynamo';

/** Makes a room large without thousands of members. */
export class RoomShards {
  readonly #client;
  readonly #heads: DynamoRoomHeadRepository;
  readonly #connections: DynamoConnectionRepository;

  readonly #room: string;

  constructor(endpoint: string, table: string, room: string) {
    this.#room = room;

    const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
    this.#client = documentClient({ endpoint, region: 'us-east-1', credentials });
    const ports = { client: new SdkTableClient(this.#client), table, clock: Date };
    this.#heads = new DynamoRoomHeadRepository(ports);
    this.#connections = new DynamoConnectionRepository(ports);
  }

  /** Creates the room, if it does not exist, and doubles its shards until there are so many. */
  async growTo(shards: number): Promise<void> {
    let { shards: grown } = await this.#heads.getOrCreate(this.#room, 'e1', Date.now());
    while (grown < shards) grown = await this.#heads.doubleShards(this.#room, grown);
  }

  /** The connections in a shard. */
  async membersOf(shard: number): Promise<readonly string[]> {
    const { members } = await this.#connections.members(this.#room, shard, { limit: 1_000 });
    return members.map(({ connectionId }) => connectionId);
  }

  close(): void {
    this.#client.destroy();
  }
}
