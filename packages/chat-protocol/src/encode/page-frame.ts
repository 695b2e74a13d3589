import type { LogPage } from '@serverless-ws/chat-domain';
import type { Correlation } from '../parse/correlation.js';
import type { ServerFrameOf } from '../server-frames/server-frame.js';
import { wireEntry } from '../fields/wire-entry.js';

/** The response to `joinRoom` (`joined`) and to `listMessages` (`page`). */
export function pageFrame<Type extends 'joined' | 'page'>(
  type: Type,
  page: LogPage,
  { requestId }: Correlation = {},
): { type: Type } & Omit<ServerFrameOf<'page'>, 'type'> {
  const { entries, ...rest } = page;
  return {
    type,
    ...(requestId === undefined ? {} : { requestId }),
    ...rest,
    messages: entries.map(wireEntry),
  };
}
