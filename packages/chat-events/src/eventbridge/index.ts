export * from './event-bridge-sink.js';
