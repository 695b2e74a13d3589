/** A user name of 64 characters without a space, and a room name as long as room names get. */
export const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenh';
export const LONG_ROOM = 'the-quarterly-planning-room-of-the-department-for-very-long-name';

/** What was said before the states are looked at. */
export const TALK = {
  room: 'design',
  texts: [
    'Nothing. Nothing runs while the room is silent. 🌙',
    'Two lines,\nin one message, and the second one is long enough that a narrow window has to break it somewhere.',
    'Then let us ship it. ✅',
  ],
  last: 'Then let us ship it. ✅',
} as const;
