import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What the page asks of the function that signs. */
export interface Asked {
  readonly action: 'upload' | 'download';
  readonly key?: string;
  readonly room?: string;
  readonly with?: string;
  readonly type?: string;
  readonly size?: number;
}

/** A file that is stored. */
export interface StoredFile {
  readonly type: string;
  readonly bytes: Buffer;
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, if-none-match',
  'access-control-allow-methods': 'POST, PUT',
};

/** A function that signs links, and the store that they lead to, on loopback: as `examples/attachments`, without rights. */
export class FileStore {
  /** What was asked of the function, in order. */
  readonly asked: Asked[] = [];
  /** Requests to the store for files, by the key of the file. */
  readonly read: string[] = [];
  readonly files = new Map<string, StoredFile>();
  /** What the function says in the place of a link, where it refuses. */
  refusal: string | null = null;
  /** Whether the store takes what is sent, and never responds. */
  isStuck = false;
  /** Uploads that the page ended. */
  ended = 0;
  /** The link to a file. */
  linkTo = (key: string): string => `${this.#origin}/files/${key}?n=${this.asked.length}`;

  #origin = '';
  #reading: Promise<void> = Promise.resolve();
  readonly #server = createServer((request, response) => void this.#respond(request, response));

  private constructor() {}

  /** Starts a store on a free port; to be closed. */
  static async start(): Promise<FileStore> {
    const store = new FileStore();
    await new Promise<void>((resolve) => store.#server.listen(0, '127.0.0.1', resolve));
    store.#origin = `http://127.0.0.1:${(store.#server.address() as AddressInfo).port}`;
    return store;
  }

  /** Where links are signed. */
  get signUrl(): string {
    return `${this.#origin}/sign`;
  }

  /** Lets what is read wait, until the function that it returns is called. */
  holdReads(): () => void {
    let release: () => void = () => undefined;
    this.#reading = new Promise((resolve) => (release = resolve));
    return () => release();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.#origin);
    const key = pathname.replace('/files/', '');
    if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
    if (request.method === 'PUT') return this.#store(key, request, response);
    if (pathname === '/sign') return this.#sign(request, response);
    this.read.push(key);
    await this.#reading;
    const file = this.files.get(key);
    if (file === undefined) return void response.writeHead(404, CORS).end();
    const saved = {
      'content-disposition': 'attachment',
      'cache-control': 'private, max-age=3600, immutable',
    };
    response.writeHead(200, { ...CORS, ...saved, 'content-type': file.type }).end(file.bytes);
  }

  async #sign(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = JSON.parse((await buffer(request)).toString()) as Asked;
    this.asked.push(asked);
    const key = asked.key ?? `${asked.room ?? 'direct'}/${this.asked.length}`;
    const headers = { 'content-type': asked.type };
    const body = this.refusal === null ? { key, url: this.linkTo(key), headers } : { message: this.refusal };
    response.writeHead(this.refusal === null ? 200 : 403, CORS).end(JSON.stringify(body));
  }

  async #store(key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () => (this.ended += response.writableEnded ? 0 : 1));
    const bytes = await buffer(request);
    if (this.isStuck) return;
    this.files.set(key, { type: request.headers['content-type'] ?? '', bytes });
    response.writeHead(200, CORS).end();
  }
}
