export * from './sqs-event-sink.js';
