import { useClient } from '@serverless-ws/chat-react';
import { useEffect, useState } from 'react';
import { lostSentence } from './sentences.js';

/** Says that the server no longer has what was said before: it was started anew, or too much time has passed. */
export function LostHistory() {
  const client = useClient();
  const [rooms, setRooms] = useState<readonly string[]>([]);
  useEffect(
    () =>
      client.on('reset', ({ room, last }) => {
        // Where nothing was said, nothing is gone.
        if (last.seq > 0) setRooms((before) => [...new Set([...before, room])]);
      }),
    [client],
  );
  if (rooms.length === 0) return null;
  return (
    <div className="notice" role="alert">
      <span>{lostSentence(rooms)}</span>
      <button type="button" className="small" onClick={() => setRooms([])}>
        All right
      </button>
    </div>
  );
}
