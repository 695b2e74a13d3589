declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** What this workspace sets of dynalite's options. */
  export interface DynaliteOptions {
    /** Milliseconds for which a new table is not ready. */
    readonly createTableMs?: number;
    /** A folder for the data; in memory without one. */
    readonly path?: string;
  }

  export default function dynalite(options?: DynaliteOptions): Server;
}
