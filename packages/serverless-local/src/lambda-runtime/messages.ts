/** What the thread of a container is started with. */
export interface ContainerData {
  /** Two numbers in shared memory, at {@link GATE} and {@link FORGIVEN}. */
  readonly control: Int32Array;
  /** The file URL of the bundle. */
  readonly bundle: string;
  readonly handler: string;
  /** As it is deployed. */
  readonly functionName: string;
  readonly memorySize: number;
}

/** Where {@link ContainerData.control} holds 0 while the container is frozen, 1 to thaw it. */
export const GATE = 0;
/** Where it holds the milliseconds of this invocation that are not counted. */
export const FORGIVEN = 1;

/** What a container is woken up for. */
export interface Invocation {
  readonly event: unknown;
  readonly requestId: string;
  /** Milliseconds after which the container is killed. */
  readonly timeout: number;
}

/** An error on its way out of a container. */
export interface ContainerError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** What a container says. */
export type ContainerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'broken'; readonly error: ContainerError }
  | { readonly type: 'answered'; readonly answer: string | null }
  | { readonly type: 'failed'; readonly error: ContainerError }
  | { readonly type: 'log'; readonly stream: 'stdout' | 'stderr'; readonly text: string };
