import { expect, it } from '@jest/globals';
import { identityWith, InMemoryUserDataRepository, moderatedChat } from '../../in-memory/index.js';
import { exportUserOf, type ExportedRow } from './export-user.js';

it('an export has every row of the user, and nothing that others wrote', async () => {
  const parts = moderatedChat({ flood: { messages: 100, window: 10_000, hardLimit: 1_000 } });
  const { chat, moderation, connect, moderationStates, rules } = parts;
  const ports = {
    ...parts,
    moderation: { moderationStates, rules },
    userData: new InMemoryUserDataRepository(parts),
  };
  const [ada, bob] = [await connect(identityWith('ada')), await connect(identityWith('bob', 'moderator'))];
  const say = (who: typeof ada, text: string, more: object = {}) =>
    chat.sendMessage.execute({ ...who, kind: 'message', text, ...more });
  await say(ada, 'with id', { clientMessageId: 'a1' });
  const bare = await say(ada, 'bare');
  await say(ada, 'direct', { with: 'bob' });
  await say(bob, 'from bob', { with: 'ada' });
  await chat.react.execute({ ...bob, seq: bare.seq, id: bare.id, reaction: '👍' });
  await chat.block.execute({ ...ada, userId: 'eve' });
  await moderation.invite.execute({ ...bob, room: 'private.board', userId: 'ada' });
  await moderation.mute.execute({ ...bob, userId: 'ada' });

  const rows: ExportedRow[] = [];
  for await (const row of exportUserOf(ports).execute('ada')) rows.push(row);

  expect(rows.map(({ row }) => row)).toEqual([
    ...['moderation', 'connection', 'room', 'invitation', 'block'],
    ...['record', 'entry', 'entry', 'entry'],
  ]);
  const texts = rows.flatMap((row) => (row.row === 'entry' && 'text' in row.entry ? [row.entry.text] : []));
  expect(texts.sort()).toEqual(['bare', 'direct', 'with id']);
  expect(rows[2]).toMatchObject({ peer: { id: 'bob', name: 'BOB' } });
  expect(JSON.stringify(rows)).not.toContain('from bob');
});
