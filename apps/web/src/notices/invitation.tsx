import { invited, type ServerFrameOf } from '@serverless-ws/chat-protocol';
import { useClient } from '@serverless-ws/chat-react';
import { useEffect, useState } from 'react';

const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** An invitation to a private room, with a button that accepts it; the newest one. */
export function Invitation({ onAccept }: { readonly onAccept: (room: string) => void }) {
  const client = useClient();
  const [shown, setShown] = useState<Omit<ServerFrameOf<'invited'>, 'type'> | null>(null);
  useEffect(() => client.on(invited, (invitation) => setShown(invitation)), [client]);
  // An end that has passed takes an invitation back.
  if (shown === null || shown.until <= Date.now()) return null;
  const { sender, room, until } = shown;
  return (
    <div className="invitation" role="alert">
      <span>
        {sender.name} invites you to {room}, until {TIME.format(until)}.
      </span>
      <button
        type="button"
        className="small"
        onClick={() => {
          setShown(null);
          onAccept(room);
        }}
      >
        Accept
      </button>
      <button type="button" className="small" onClick={() => setShown(null)}>
        Not now
      </button>
    </div>
  );
}
