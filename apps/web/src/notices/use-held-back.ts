import { error } from '@serverless-ws/chat-protocol';
import { useClient } from '@serverless-ws/chat-react';
import { useEffect } from 'react';
import { heldBackSentence } from './sentences.js';

/**
 * Tells why what the user wrote is not sent yet: the client waits for as long as the server asks, and then sends it.
 * @param warn - shows a sentence to the user until they close it
 */
export function useHeldBack(warn: (text: string) => void): void {
  const client = useClient();
  useEffect(
    () =>
      client.on(error, ({ code, clientMessageId, retryAfterMs = 0 }) => {
        const sentence =
          clientMessageId === undefined ? '' : heldBackSentence(code, retryAfterMs, Date.now());
        if (sentence !== '') warn(sentence);
      }),
    [client, warn],
  );
}
