import { requestError } from '@serverless-ws/chat-client';
import { browseRooms } from '@serverless-ws/chat-protocol';
import { useClient } from '@serverless-ws/chat-react';
import { useRef, useState } from 'react';
import { sentenceOf } from '../notices/sentences.js';
import { Icon } from '../icon.js';

/** The public rooms as far as they were read; `next`: where the next page begins. */
interface Found {
  readonly names: readonly string[];
  readonly next: string | undefined;
}

/** A button that shows the public rooms, to choose one. */
export function BrowseRooms({ onSelect }: { readonly onSelect: (name: string) => void }) {
  const client = useClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [found, setFound] = useState<Found | string>('');
  const read = async ({ names, next }: Found) => {
    try {
      const page = await client.request(browseRooms, next === undefined ? {} : { after: next });
      setFound({ names: [...names, ...page.rooms.map(({ room }) => room)], next: page.next });
    } catch (error) {
      setFound(sentenceOf(requestError(error)));
    }
  };
  const open = () => {
    setFound('Loading…');
    dialog.current?.showModal();
    void read({ names: [], next: undefined });
  };
  return (
    <>
      <button type="button" className="quiet browse" onClick={open}>
        <Icon name="rooms" /> Find a room
      </button>
      <dialog ref={dialog} className="browser" aria-label="Public rooms">
        <header>
          <h2>Public rooms</h2>
          <button type="button" className="quiet" onClick={() => dialog.current?.close()} aria-label="Close">
            <Icon name="close" />
          </button>
        </header>
        <Choice
          found={found}
          onMore={(more) => void read(more)}
          onSelect={(name) => {
            dialog.current?.close();
            onSelect(name);
          }}
        />
      </dialog>
    </>
  );
}

interface ChoiceProps {
  readonly found: Found | string;
  readonly onMore: (found: Found) => void;
  readonly onSelect: (name: string) => void;
}

function Choice({ found, onMore, onSelect }: ChoiceProps) {
  if (typeof found === 'string') return <p role="status">{found}</p>;
  if (found.names.length === 0)
    return <p role="status">There is none yet. Join one by its name, and it is there.</p>;
  return (
    <>
      <ul>
        {found.names.map((name) => (
          <li key={name}>
            <button type="button" className="room" onClick={() => onSelect(name)}>
              <Icon name="hash" />
              <span className="room-name">{name}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.next !== undefined && (
        <button type="button" onClick={() => onMore(found)}>
          More
        </button>
      )}
    </>
  );
}
