/** An entry as the earlier client shows it. */
export interface ShownEntry {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly text?: string;
}

/** What the earlier client does about its socket. */
export interface EarlierSocketEvents {
  opened(): void;
  received(text: string): void;
  closed(code: number): void;
}

/** What tests use of chat-client as it was before signals, edits, reactions and direct messages. */
export class ChatClient {
  constructor(options: {
    readonly url: string;
    readonly getToken: () => string;
    readonly random: () => number;
    readonly timers: {
      readonly elapsed: () => number;
      readonly now: () => number;
      readonly after: (ms: number, run: () => void) => () => void;
    };
    readonly openSocket: (
      address: object,
      events: EarlierSocketEvents,
    ) => { send(text: string): void; close(): void };
  });
  readonly state: { readonly status: string };
  readonly pending: readonly object[];
  connect(): void;
  join(room: string): Promise<void>;
  send(text: string, options: { readonly room: string }): Promise<{ readonly seq: number }>;
  history(room: string, query?: object): Promise<{ readonly entries: readonly ShownEntry[] }>;
  cursor(room: string): { readonly epoch: string; readonly seq: number } | null;
  on(event: 'message', listener: (shown: { room: string; entry: ShownEntry }) => void): () => void;
  on(event: 'reset' | 'error', listener: (told: object) => void): () => void;
  close(): void;
}
