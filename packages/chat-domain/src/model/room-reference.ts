/** Where a request takes place, as a frame says it: a room, or `with` a user. The lobby where it names neither. */
export interface RoomReference {
  readonly room?: string | undefined;
  /** The id of the other user of a direct room, which no request may name in `room`. */
  readonly with?: string | undefined;
}

/** The room that a request is about. */
export interface ResolvedRoom {
  readonly room: string;
  /** The id of the other user, where it is the direct room of the caller and that user. */
  readonly with?: string;
}
