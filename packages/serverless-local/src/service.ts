import type { Gateway } from '@serverless-ws/apigw-emulator';
import type { Deployment } from './serverless-file/deployment.js';

/** A service that runs on this machine. */
export interface Service {
  /** Where clients connect: `ws://127.0.0.1:PORT/STAGE`. */
  readonly url: string;
  /** Where `@connections` is: `http://127.0.0.1:PORT/STAGE`. The key `local` with the secret `local-secret` may use it. */
  readonly managementUrl: string;
  /** Where functions find all other services of AWS; with the key `local`, everything is allowed. */
  readonly endpoint: string;
  /** What was read of the file. */
  readonly deployment: Deployment;
  readonly gateway: Gateway;
  /** Runs one event in a function; rejects with what its handler throws. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /**
   * Deploys file and handlers as they are now; clients stay connected. Rejects, and keeps what runs, on a fault.
   *
   * @param params - in the place of those that the service was started or last reloaded with; the same when absent
   */
  reload(params?: Readonly<Record<string, string>>): Promise<void>;
  /** Kills a function in the middle of what it does; the next event finds it as it was deployed. */
  crash(functionName: string): Promise<void>;
  /** Ends all of it within a second. */
  close(): Promise<void>;
}
