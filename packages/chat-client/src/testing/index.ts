export * from './fake-connection.js';
export * from './fake-followings.js';
export * from './fake-room.js';
export * from './fake-rooms.js';
export * from './fake-server.js';
export * from './fake-timers.js';
export * from './start-client.js';
export * from './token-of.js';
