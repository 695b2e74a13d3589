import * as v from 'valibot';
import { RequestIdSchema } from '../fields/request-id.js';

/** Keeps the connection open and asks for the head of each room's log. Response: `pong`. */
export const PingSchema = v.object({ action: v.literal('ping'), requestId: RequestIdSchema });
