import type { ReadStream, WriteStream } from 'node:tty';

/** The standard input and output of a program, or what stands in for them. */
export interface StandardStreams {
  readonly stdin: NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY'>>;
  readonly stdout: NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;
}
