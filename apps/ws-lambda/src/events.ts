import { eventsHandler } from '@serverless-ws/chat-lambda';
import { eventPorts } from '@serverless-ws/chat-lambda/aws';

/** The function behind the queue of events: gives a queue or a bus of the company what is in the log. */
export const handler = eventsHandler(eventPorts(process.env));
