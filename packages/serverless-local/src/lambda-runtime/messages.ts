/** What the thread of a container is started with. */
export interface ContainerData {
  /** One number in shared memory: 0 while the container is frozen, 1 to thaw it. */
  readonly gate: Int32Array;
  /** The file URL of the bundle. */
  readonly bundle: string;
  readonly handler: string;
  readonly functionName: string;
  readonly memorySize: number;
}

/** What a container is woken up for. */
export interface Invocation {
  readonly event: unknown;
  readonly requestId: string;
  /** Epoch milliseconds at which the container is killed. */
  readonly deadline: number;
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
