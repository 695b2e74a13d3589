// `run-page.mjs <folder>` runs a page that a bundler built where there is nothing of Node.js, on a chat server in memory: a
// browser as bare as it can be.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { FakeServer, drainMicrotasks } from '@serverless-ws/chat-client/testing';

const assets = pathToFileURL(`${process.argv[2]}/`);
const [script, ...others] = readdirSync(assets).map((name) => readFileSync(new URL(name, assets), 'utf8'));
assert.deepEqual(others, []);
// A browser has no Node.js, and a page with a strict policy no `eval`.
assert.doesNotMatch(script, /\beval\(|new Function\(|__vite-browser-external|\bnode:/);

const server = new FakeServer(() => Date.now());
const offered = [];

class WebSocket {
  OPEN = 1;
  readyState = 0;
  constructor(url, protocols) {
    offered.push([url, ...protocols]);
    const events = {
      opened: () => this.onopen((this.readyState = 1)),
      received: (data) => this.onmessage({ data }),
      closed: (code) => this.onclose({ code }),
    };
    Object.assign(this, server.openSocket({ url, token: protocols[1] }, events));
  }
}

const document = {
  title: '',
  // What Vite's own preloading looks at.
  createElement: () => ({ relList: { supports: () => true } }),
};
const timers = { performance, setTimeout, clearTimeout, queueMicrotask };
const browser = { document, WebSocket, crypto, atob, TextDecoder, TextEncoder, ...timers };
runInContext(`${script}`, createContext(browser));
assert.equal(document.title, 'kicked');
await drainMicrotasks();
assert.deepEqual(offered, [['wss://chat.example.com', 'chat.v1', 'chat.jwt.a.b.c']]);
server.say('are you there?');
await drainMicrotasks();
assert.equal(document.title, 'Ada: yes');
console.log('page ok');
// The client would go on for ever.
process.exit();
