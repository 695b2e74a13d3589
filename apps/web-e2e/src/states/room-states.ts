/// <reference lib="dom" />
import { react } from '@serverless-ws/chat-client';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { chatPerson } from '../site/chat-person.js';
import type { ChatSite } from '../site/chat-site.js';
import { PlayedServer } from '../site/played-server.js';
import { lastText, say, signIn } from '../site/reader.js';
import { LONG_NAME, LONG_ROOM, TALK } from '../texts/talk.js';
import type { PageState } from './page-state.js';

/** Ada in a room, by its address. */
async function inRoom(
  site: ChatSite,
  options: BrowserContextOptions,
  room: string,
  name = 'Ada',
): Promise<Page> {
  const page = await (await site.newContext(options)).newPage();
  await page.goto(`${site.url}#${room}`);
  await signIn(page, name);
  await page.getByRole('heading', { level: 1, name: room }).waitFor();
  return page;
}

/** Ada in a room where others have said something, with reactions to it and an answer. */
async function inTalk(site: ChatSite, options: BrowserContextOptions): Promise<Page> {
  const page = await inRoom(site, options, TALK.room);
  await lastText(page, TALK.last);
  return page;
}

/** Lets people talk, once for all states; with a member whose name is long. */
export async function talk(site: ChatSite): Promise<void> {
  const people = await Promise.all([
    chatPerson(site, 'Grace'),
    chatPerson(site, 'Linus'),
    chatPerson(site, LONG_NAME),
  ]);
  const [grace, linus, long] = people;
  for (const person of people) {
    await person.room(TALK.room).join();
    await person.room(LONG_ROOM).join();
  }
  const first = await grace
    .room(TALK.room)
    .send('The load test is through: ten thousand people in one room.');
  await react(linus.room(TALK.room), first, '🎉');
  await react(grace.room(TALK.room), first, '🎉');
  await react(linus.room(TALK.room), first, '❤️');
  await linus.room(TALK.room).send('Impressive. And what does a quiet night cost us?', { replyTo: first });
  for (const text of TALK.texts) await grace.room(TALK.room).send(text);
  await long.room(LONG_ROOM).send('x'.repeat(300));
  await long.room(LONG_ROOM).send('A line by a person with a long name.');
}

/** What rooms look like, and what opens over them. */
export const ROOM_STATES: readonly PageState[] = [
  {
    name: 'empty',
    isMain: true,
    async show(site, options) {
      const page = await inRoom(site, options, 'fresh');
      await page.getByText('It is quiet in fresh').waitFor();
      return page;
    },
  },
  {
    name: 'loading',
    async show(site, options) {
      const page = await (await site.newContext(options)).newPage();
      const server = await PlayedServer.before(page);
      server.withheld.add('page');
      await page.goto(`${site.url}#${TALK.room}`);
      await signIn(page, 'Ada');
      await page.locator('[data-past="loading"]').waitFor();
      return page;
    },
  },
  { name: 'talk', isMain: true, show: inTalk },
  {
    name: 'failed',
    async show(site, options) {
      const page = await (await site.newContext(options)).newPage();
      const server = await PlayedServer.before(page);
      await page.goto(`${site.url}#fresh-too`);
      await signIn(page, 'Ada');
      server.withheld.add('ack').add('messages');
      await say(page, 'You will not like this.');
      await page.locator('[data-delivery="sending"]').waitFor();
      server.fail('muted');
      await page.getByText('Not sent. You are muted for now.').waitFor();
      return page;
    },
  },
  {
    name: 'menu',
    isMain: true,
    async show(site, options) {
      const page = await inTalk(site, options);
      await page.locator('.message').last().hover();
      await page.locator('.more').last().click();
      await page.getByRole('group', { name: 'Actions' }).waitFor();
      return page;
    },
  },
  {
    name: 'people',
    isMain: true,
    async show(site, options) {
      const page = await inTalk(site, options);
      await page.getByRole('button', { name: 'People' }).click();
      await page.locator('.member-name', { hasText: LONG_NAME.slice(0, 9) }).waitFor();
      return page;
    },
  },
  {
    name: 'member-menu',
    isMain: true,
    async show(site, options) {
      const page = await inTalk(site, options);
      await page.getByRole('button', { name: 'People' }).click();
      await page.getByRole('button', { name: 'Actions for Grace' }).click();
      await page.getByRole('group', { name: 'About Grace' }).waitFor();
      return page;
    },
  },
  {
    name: 'search',
    isMain: true,
    async show(site, options) {
      const page = await inTalk(site, options);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByLabel('Search in what is loaded').fill('night');
      return page;
    },
  },
  {
    name: 'find-a-room',
    isMain: true,
    async show(site, options) {
      const page = await inTalk(site, options);
      const rooms = page.getByRole('button', { name: /^Rooms/ });
      if (await rooms.isVisible()) await rooms.click();
      await page.getByRole('button', { name: 'Find a room' }).click();
      await page.getByRole('dialog').getByRole('button', { name: TALK.room }).waitFor();
      return page;
    },
  },
  {
    name: 'drawer',
    isMain: true,
    isNarrow: true,
    async show(site, options) {
      const page = await inTalk(site, options);
      await page.getByRole('button', { name: /^Rooms/ }).click();
      await page.locator('.room:focus').waitFor();
      return page;
    },
  },
  {
    name: 'preferences',
    isMain: true,
    async show(site, options) {
      const page = await inTalk(site, options);
      const rooms = page.getByRole('button', { name: /^Rooms/ });
      if (await rooms.isVisible()) await rooms.click();
      await page.getByRole('button', { name: 'Preferences' }).click();
      await page.getByRole('group', { name: 'Preferences' }).waitFor();
      return page;
    },
  },
  {
    name: 'long-names',
    async show(site, options) {
      const page = await inRoom(site, options, LONG_ROOM, LONG_NAME.toUpperCase());
      await lastText(page, 'A line by a person with a long name.');
      return page;
    },
  },
  {
    name: 'many-rooms',
    async show(site, options) {
      const page = await (await site.newContext(options)).newPage();
      const rooms = Array.from({ length: 50 }, (_, index) => `project-${index + 1}`);
      await page.addInitScript(
        (stored) => sessionStorage.setItem('rooms:ada', stored),
        JSON.stringify(rooms),
      );
      await page.goto(`${site.url}#project-41`);
      await signIn(page, 'Ada');
      await page.getByText('It is quiet in project-41').waitFor();
      return page;
    },
  },
  {
    name: 'right-to-left',
    async show(site, options) {
      const page = await inRoom(site, options, 'rtl', 'עדה לאבלייס');
      await say(page, 'שלום לכולם! מה שלומכם היום?');
      await say(page, 'مرحبا، hello, كيف الحال؟ https://a.example/b');
      await lastText(page, 'مرحبا، hello, كيف الحال؟ https://a.example/b');
      return page;
    },
  },
];
