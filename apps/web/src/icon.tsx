/** Outlines on a grid of 24. */
const OUTLINES = {
  rooms: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  send: 'M5 12h13M12 5l7 7-7 7',
  down: 'M12 5v14M5 12l7 7 7-7',
  up: 'M12 19V5M5 12l7-7 7 7',
  search: 'M11 18a7 7 0 1 0 0-14a7 7 0 0 0 0 14M20 20l-4-4',
  leave: 'M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 8l-4 4 4 4M6 12h10',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  clock: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0',
  alert: 'M12 7.500v5.500M12 16.500v.01M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0',
  person: 'M12 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8M4.500 20a7.500 7.500 0 0 1 15 0',
  people:
    'M9 11a3.500 3.500 0 1 0 0-7a3.500 3.500 0 0 0 0 7M2.500 19.500a6.500 6.500 0 0 1 13 0M16 4.500a3.500 3.500 0 0 1 0 6.500M18 13.800a6.500 6.500 0 0 1 3.500 5.700',
  lock: 'M6.500 11h11a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1M8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  sliders:
    'M4 8h9M17 8h3M4 16h3M11 16h9M15 8m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M9 16m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  hash: 'M10 4L8 20M16 4l-2 16M4.500 9h16M3.500 15h16',
} as const;

/** A decorative icon: it only repeats a text or a label. */
export function Icon({ name }: { readonly name: keyof typeof OUTLINES }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={OUTLINES[name]} />
    </svg>
  );
}
