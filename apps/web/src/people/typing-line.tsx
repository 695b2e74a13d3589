import type { User } from '@serverless-ws/chat-client';

/** Who is typing. As high without anyone, so that nothing moves. */
export function TypingLine({ users }: { readonly users: readonly User[] }) {
  return (
    <p className="typing" role="status">
      {textOf(users)}
    </p>
  );
}

function textOf(users: readonly User[]): string {
  const [first, second] = users.map(({ name }) => name);
  if (first === undefined) return '';
  if (second === undefined) return `${first} is typing…`;
  return users.length === 2 ? `${first} and ${second} are typing…` : 'Several people are typing…';
}
