// What a team's page shows of a room.
import { useChat, useMembers, useRoom, useTimeline, useTyping, useUnread } from '@serverless-ws/chat-react';

export function Tea() {
  const { state } = useChat();
  const room = useRoom('tea');
  const { lines } = useTimeline(room);
  const { users } = useTyping(room);
  return (
    <section>
      <h1>
        {state.status}, {useMembers(room).count} here, {useUnread(room).count} unread
      </h1>
      {lines.map((line) => (
        <p key={line.key}>{line.kind === 'message' ? line.text : line.kind}</p>
      ))}
      <p>{users.map(({ name }) => name).join(', ')}</p>
      <button onClick={() => void room.send('Hello!')}>Say hello</button>
    </section>
  );
}
