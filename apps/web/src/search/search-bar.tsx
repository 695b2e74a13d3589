import type { KeyboardEvent } from 'react';
import { isComposing } from '../composer/composition.js';
import { Icon } from '../icon.js';
import type { PastStatus } from '../log/use-past.js';
import type { Search } from './use-search.js';

interface SearchBarProps {
  readonly search: Search;
  readonly past: PastStatus;
  /** Loads more of the past. */
  readonly onPast: () => void;
}

/** A search in what is loaded: Enter goes to the next older match, with Shift to the next newer one. */
export function SearchBar({ search, past, onPast }: SearchBarProps) {
  if (!search.isOpen) return null;
  const { query, count, at, ask, step, toggle } = search;
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape') toggle();
    else if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return (
    <div className="search" role="search">
      <input
        type="search"
        aria-label="Search in what is loaded"
        placeholder="Search in what is loaded"
        autoFocus
        autoComplete="off"
        value={query}
        onChange={(event) => ask(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="search-count" role="status">
        {query.trim() !== '' && (count === 0 ? 'Nothing' : `${at} of ${count}`)}
      </span>
      <button
        type="button"
        className="quiet"
        disabled={count === 0}
        onClick={() => step(1)}
        aria-label="Older match"
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="quiet"
        disabled={count === 0}
        onClick={() => step(-1)}
        aria-label="Newer match"
      >
        <Icon name="down" />
      </button>
      {past !== 'all' && (
        <button type="button" className="small" disabled={past === 'loading'} onClick={onPast}>
          Load more
        </button>
      )}
      <button type="button" className="quiet" onClick={toggle} aria-label="Close the search">
        <Icon name="close" />
      </button>
    </div>
  );
}
