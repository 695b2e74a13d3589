import type { Said } from '../site/past.js';

const MINUTE = 60_000;

/** The moment of the pictures: they are the same whenever they are made. */
export const MOMENT = Date.UTC(2026, 5, 3, 9, 12);

const TODAY = Date.UTC(2026, 5, 3, 9, 2);
const YESTERDAY = Date.UTC(2026, 5, 2, 16, 40);

const said = (start: number, minutes: number, by: string, text: string, more: Partial<Said> = {}): Said => ({
  ...{ by, text, at: start + minutes * MINUTE },
  ...more,
});

/** What Grace sees from the train. */
export const VIEW = {
  key: 'design/view',
  name: 'view.png',
  type: 'image/png',
  size: 48_000,
  width: 640,
  height: 360,
};

/** What colleagues say to each other, yesterday and today, in the pictures of the README. */
export const story: readonly Said[] = [
  said(YESTERDAY, 0, 'Grace', 'The load test is through: ten thousand people in one room.'),
  said(YESTERDAY, 1, 'Grace', 'Not a word was missed.'),
  said(YESTERDAY, 2, 'Linus', 'Impressive. And what does a quiet night cost us?'),
  said(YESTERDAY, 3, 'Grace', 'Nothing. Nothing runs while the room is silent. 🌙'),
  said(
    YESTERDAY,
    9,
    'Ada',
    'I pulled the cable in the middle of it, twice. What I wrote went out later, once.',
  ),
  said(TODAY, 0, 'Linus', 'Good morning! I moved the staging room, please shout if anything looks odd.'),
  said(TODAY, 4, 'Ada', 'Looks fine from here. The history came along, too.'),
  said(TODAY, 6, 'Grace', 'Same here, on my phone. Out of the tunnel, catching up took a second. 🚇', {
    reactions: ['🎉'],
    meta: { attachments: [VIEW] },
  }),
  said(TODAY, 9, 'Ada', 'Then let us ship it. ✅'),
];
