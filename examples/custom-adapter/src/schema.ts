/**
 * What ends by itself says when: a connection, its token, and the membership of a guest; NULL where it does not. Evicting
 * a connection deletes its memberships and keeps its row, for the list of its user; deleting one deletes its memberships.
 */
export const SCHEMA = `
  PRAGMA foreign_keys = ON;
  CREATE TABLE IF NOT EXISTS connections (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    identity TEXT NOT NULL,
    connected_at INTEGER NOT NULL,
    token_ends_at INTEGER,
    expires_at INTEGER NOT NULL,
    is_evicted INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS connections_by_user ON connections (user_id);
  CREATE INDEX IF NOT EXISTS connections_by_end ON connections (expires_at);
  CREATE TABLE IF NOT EXISTS barred (id TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS memberships (
    connection_id TEXT NOT NULL REFERENCES connections ON DELETE CASCADE,
    room TEXT NOT NULL,
    shard INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (connection_id, room)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS memberships_by_shard ON memberships (room, shard, connection_id);
`;
