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

/** Where events go, as AWS describes it. */
export interface EventsFacts {
  /** The whole ARN of a queue or a bus, as the function of events is told; empty where it is told none. */
  readonly to: string;
  /** `null`: there is none at {@link EventsFacts.to}; `unknown`: it may not be looked at. */
  readonly target: EventsTargetFacts | 'unknown' | null;
  /** Whether the role of the function may send to it; `null` where that may not be asked. */
  readonly isAllowed: boolean | null;
}

/** A queue or a bus of a company. */
export interface EventsTargetFacts {
  /** Whether it keeps the order of each room; a bus keeps none. */
  readonly isFifo: boolean;
  /** Whether it is of another account than the stack. */
  readonly isCrossAccount: boolean;
  /** Its own policy, as JSON; empty where it has none. */
  readonly policy: string;
  /** A key of its own that the role has to be allowed to use; empty where it has none. */
  readonly key: string;
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
  /** `off` where senders notify of none; `null` where that cannot be read. */
  readonly events: EventsFacts | 'off' | null;
  /** `null` where there is no account. */
  readonly quotas: Quotas | null;
}
