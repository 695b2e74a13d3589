import { Environment, moderationSettings } from '@serverless-ws/chat-lambda';
import { parse } from 'yaml';

/** What one user can do in an hour at most. */
export interface UserLimits {
  /** Frames that are served. */
  readonly frames: number;
  /** Frames above them that are refused. */
  readonly refused: number;
  readonly messages: number;
  /** Posts that these messages lead to. */
  readonly posts: number;
  /** Handshakes: a limit of the stage, over all clients. */
  readonly handshakes: number;
  /** Posts that one function makes in a second. */
  readonly postsPerSecond: number;
}

const HOUR = 3_600;
const MINUTES = 60;

/**
 * The limits that a stage has by default.
 *
 * @param file - the text of serverless.yml
 * @throws Error where the stage leaves one of them out, so that there is no most
 */
export function userLimits(file: string, stage: string): UserLimits {
  const { params } = parse(file, { logLevel: 'silent' });
  const given: Readonly<Record<string, unknown>> = { ...params.default, ...params[stage] };
  const text = (name: string) => String(given[name] ?? '');
  const { flood, frames } = moderationSettings(
    new Environment({
      CHAT_FLOOD_MESSAGES: text('floodMessages'),
      CHAT_FLOOD_POSTS: text('floodPosts'),
      CHAT_FRAMES_PER_MINUTE: text('framesPerMinute'),
    }),
  );
  if (flood?.posts === undefined || frames === undefined)
    throw new Error(`The stage ${stage} has no limits.`);
  return {
    frames: frames.frames * MINUTES,
    refused: (frames.hardLimit - frames.frames) * MINUTES,
    messages: (flood.messages * HOUR * 1_000) / flood.window,
    posts: flood.posts * MINUTES,
    handshakes: Number(text('handshakesPerSecond')) * HOUR,
    postsPerSecond: Number(text('inlinePostsPerSecond')),
  };
}
