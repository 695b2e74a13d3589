import * as v from 'valibot';
import { RequestIdSchema } from '../fields/request-id.js';

/** Keeps the connection open and asks how far each room's log has come. Answered by `pong`. */
export const PingSchema = v.object({ action: v.literal('ping'), requestId: RequestIdSchema });
