import { Duplex } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { FilteredSocket } from './filtered-socket.js';

/** A client that writes and reads only when the test says so. */
class Client extends Duplex {
  #unread: (() => void) | undefined;

  override _read(): void {}

  override _write(_chunk: Buffer, _encoding: string, done: () => void): void {
    this.#unread = done;
  }

  reads(): void {
    this.#unread?.();
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function connected(maxUnreadBytes: number) {
  const client = new Client();
  const socket = new FilteredSocket(client, (pass) => ({ push: pass }), maxUnreadBytes);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const says = async (text: string) => {
    client.push(text);
    await turn();
    return heard;
  };
  return { client, socket, says };
}

describe('the socket of a client', () => {
  it('is not read while the client leaves too much unread, and then continues where it stopped', async () => {
    const { client, socket, says } = connected(100_000);
    socket.write(Buffer.alloc(50_000));
    socket.write(Buffer.alloc(60_000));
    expect(await says('a')).toBe('a');
    expect(await says('b')).toBe('a');
    client.reads();
    await turn();
    client.reads();
    await turn();
    expect(await says('c')).toBe('abc');
  });

  it('is read while the unread bytes are within the limit', async () => {
    const { socket, says } = connected(100_000);
    socket.write(Buffer.alloc(90_000));
    expect(await says('a')).toBe('a');
    expect(await says('b')).toBe('ab');
  });

  it('ends with the client', async () => {
    const { client, socket } = connected(1);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    client.destroy(new Error('reset'));
    socket.on('error', () => undefined);
    await closed;
    expect(socket.destroyed).toBe(true);
  });
});
