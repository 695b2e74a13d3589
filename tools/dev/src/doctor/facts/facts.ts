/** The environment of a function. */
export type Variables = Readonly<Record<string, string>>;

/** A table as DynamoDB describes it. */
export interface TableFacts {
  readonly name: string;
  /** `ACTIVE`, and what else DynamoDB has. */
  readonly status: string;
  /** The attribute by which items end; `null`: none do. */
  readonly timeToLive: string | null;
  /** Whether it can be restored to a point in time. */
  readonly restorable: boolean;
  readonly isProtected: boolean;
}

/** A queue as SQS describes it. */
export interface QueueFacts {
  /** Its logical id in the template. */
  readonly name: string;
  readonly isFifo: boolean;
  readonly waiting: number;
  /** Whether messages that fail again and again go elsewhere. */
  readonly hasDeadLetters: boolean;
  /** Whether a function is fed from it; `null` where that is not known. */
  readonly isRead: boolean | null;
}

/** What AWS grants the account and Region, and what the stack may take of it. */
export interface Quotas {
  /** Requests a second to all APIs, posts included. */
  readonly requestsPerSecond: number;
  /** Frames and posts of workers a second, at most. */
  readonly taken: number;
  /** Functions that run at the same time. */
  readonly concurrency: number;
  /** Of these, what no function has reserved. */
  readonly unreserved: number;
}

/** What the checks read. */
export interface Facts {
  /** Where clients connect. */
  readonly url: string;
  /** Where functions post to. */
  readonly callbackUrl: string;
  /** What requests to {@link callbackUrl} are signed with; credentials as the SDK finds them when absent. */
  readonly signing: {
    readonly region: string;
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Environments of functions; `null` where they cannot be read. */
  readonly functions: { readonly authorizer: Variables; readonly sendMessage: Variables } | null;
  readonly table: TableFacts;
  readonly queues: readonly QueueFacts[];
  /** `null` where there is no account. */
  readonly quotas: Quotas | null;
}
