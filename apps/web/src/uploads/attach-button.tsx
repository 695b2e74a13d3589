import { useRef } from 'react';
import { Icon } from '../icon.js';
import type { Uploads } from './use-uploads.js';

/** Beside the composer: chooses files that are sent as messages, where the page is set up for that. */
export function AttachButton({ uploads }: { readonly uploads: Uploads | null }) {
  const input = useRef<HTMLInputElement>(null);
  if (uploads === null) return null;
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          uploads.add([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <button
        type="button"
        className="quiet"
        aria-label="Send a file"
        title="Send a file"
        onClick={() => input.current?.click()}
      >
        <Icon name="file" />
      </button>
    </>
  );
}
