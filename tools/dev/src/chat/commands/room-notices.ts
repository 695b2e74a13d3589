import {
  members,
  rooms,
  typing,
  unread,
  type ChatClient,
  type Room,
  type Typing,
} from '@serverless-ws/chat-client';

/** What {@link RoomNotices} needs. */
export interface RoomNoticesDependencies {
  readonly client: ChatClient;
  readonly notice: (text: string) => void;
}

/** Says who begins to type, who comes and goes in the room on the screen, and what is unread in others; and tells them who types here. */
export class RoomNotices {
  readonly #dependencies: RoomNoticesDependencies;
  #room: Room | null = null;
  #typing: Typing | null = null;
  #stop: () => void = () => undefined;
  readonly #told = new Map<string, number>();

  constructor(dependencies: RoomNoticesDependencies) {
    this.#dependencies = dependencies;
    const list = rooms(dependencies.client);
    list.subscribe(() => {
      for (const { name, title, unread: count } of list.current) this.#tellUnread(name, title ?? name, count);
    });
    dependencies.client.on('message', ({ room }) => {
      if (room !== this.#room?.name)
        this.#tellUnread(room, room, unread(dependencies.client.room(room)).current);
    });
  }

  /** This room is on the screen from now on. */
  watch(room: Room): void {
    this.#stop();
    this.#typing?.stop();
    this.#room = room;
    this.#told.delete(room.name);
    const { notice } = this.#dependencies;
    const writers = typing(room);
    this.#typing = writers;
    const stops = [
      onArrival(
        writers,
        () => writers.current,
        ({ name }) => notice(`${name} is typing`),
      ),
    ];
    if (!room.name.startsWith('@')) stops.push(this.#watchMembers(room));
    this.#stop = () => stops.forEach((stop) => stop());
    this.read();
  }

  /** The user has typed so far; a command is none of the others' business. */
  typed(line: string): void {
    if (line.trim() === '' || line.trimStart().startsWith('/')) this.#typing?.stop();
    else this.#typing?.keystroke();
  }

  /** The user has seen what is on the screen. */
  read(): void {
    if (this.#room !== null)
      void unread(this.#room)
        .markRead()
        .catch(() => undefined);
  }

  #watchMembers(room: Room): () => void {
    const { notice, client } = this.#dependencies;
    const view = members(room);
    let before = view.current.users;
    return view.subscribe(() => {
      const after = view.current.users;
      const isNew = ({ id }: { id: string }, known: typeof after) => known.every((user) => user.id !== id);
      const isOther = ({ id }: { id: string }) => id !== client.user.userId;
      // The first list says who was there.
      if (before.length > 0) {
        for (const user of after.filter(isOther)) if (isNew(user, before)) notice(`${user.name} has come`);
        for (const user of before.filter(isOther)) if (isNew(user, after)) notice(`${user.name} has gone`);
      }
      before = after;
    });
  }

  #tellUnread(name: string, title: string, count: number): void {
    if (name === this.#room?.name || count <= (this.#told.get(name) ?? 0))
      return void this.#told.set(name, count);
    this.#told.set(name, count);
    const how = name.startsWith('@') ? `/dm ${name.slice(1)}` : `/join ${name}`;
    this.#dependencies.notice(`${count} unread in ${title}: ${how}`);
  }
}

/** Calls back for each user who was not there before. */
function onArrival<User extends { readonly id: string }>(
  view: { subscribe(changed: () => void): () => void },
  current: () => readonly User[],
  arrived: (user: User) => void,
): () => void {
  let before = current();
  return view.subscribe(() => {
    const after = current();
    for (const user of after) if (before.every(({ id }) => id !== user.id)) arrived(user);
    before = after;
  });
}
