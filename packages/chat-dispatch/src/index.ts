export * from './actions/message-changes.js';
export * from './actions/messages.js';
export * from './actions/moderation.js';
export * from './actions/ping.js';
export * from './actions/rooms.js';
export * from './dispatcher.js';
export * from './error-text.js';
export * from './serve.js';
