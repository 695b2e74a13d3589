import { parseServerFrame, type ServerFrame } from '@serverless-ws/chat-protocol';
import { WebSocket } from 'ws';

/** Where a device connects, and as whom. */
export interface DeviceAddress {
  readonly url: string;
  readonly token: string;
}

/** What a device does about its connection. */
export interface DeviceEvents {
  opened(): void;
  received(frame: ServerFrame): void;
  closed(): void;
}

/** The connection of a device, which can be cut without a goodbye. */
export class DeviceSocket {
  readonly #address: DeviceAddress;
  readonly #events: DeviceEvents;
  #socket: WebSocket | null = null;

  constructor(address: DeviceAddress, events: DeviceEvents) {
    this.#address = address;
    this.#events = events;
  }

  get exists(): boolean {
    return this.#socket !== null;
  }

  open(): void {
    const { url, token } = this.#address;
    const socket = new WebSocket(url, { headers: { Authorization: token } });
    this.#socket = socket;
    socket.on('open', () => this.#events.opened());
    socket.on('message', (data) => {
      const frame = parseServerFrame(String(data));
      if (frame !== null) this.#events.received(frame);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#socket = null;
      this.#events.closed();
    });
  }

  send(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  cut(): void {
    this.#socket?.terminate();
  }
}
