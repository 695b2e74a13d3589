import { useRef, useState, useSyncExternalStore } from 'react';
import { askToNotify } from '../notifications/ask-to-notify.js';
import { Icon } from '../icon.js';
import { notifies, theme } from './preferences.js';

const THEMES = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** A button that shows what the user can choose for this browser. */
export function PreferencesMenu() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div
      className="preferences"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className="quiet"
        aria-expanded={isOpen}
        aria-label="Preferences"
        title="Preferences"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="sliders" />
      </button>
      {isOpen && (
        <div className="preferences-panel" role="group" aria-label="Preferences">
          <ThemeChoice />
          <NotificationChoice />
        </div>
      )}
    </div>
  );
}

function ThemeChoice() {
  const chosen = useSyncExternalStore(theme.subscribe, () => theme.current);
  return (
    <fieldset>
      <legend>Colours</legend>
      {THEMES.map(([value, label]) => (
        <label key={value}>
          <input type="radio" name="theme" checked={value === chosen} onChange={() => theme.choose(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function NotificationChoice() {
  const chosen = useSyncExternalStore(notifies.subscribe, () => notifies.current);
  const [problem, setProblem] = useState<string | null>(null);
  const change = async () => {
    setProblem(null);
    if (chosen === 'on') return notifies.choose('off');
    const refusal = await askToNotify();
    setProblem(refusal);
    if (refusal === null) notifies.choose('on');
  };
  return (
    <div>
      <button type="button" className="small" aria-pressed={chosen === 'on'} onClick={() => void change()}>
        Notify me of mentions and direct messages
      </button>
      <p className="hint" role="status">
        {problem ?? (chosen === 'on' ? 'On, while this page is in the background.' : 'Off in this browser.')}
      </p>
    </div>
  );
}
