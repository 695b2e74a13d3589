import type { Identity } from '../identity.js';
import { DEFAULT_TABLE, type Access, type AccessTable, type Action } from './access-table.js';
import { roomKind } from './room-kind.js';

/** Decides who may do what, where. Pure: the same input gives the same result. */
export interface AccessPolicy {
  /**
   * MUST return `refused` for anything it does not know.
   *
   * @param withUser - the id of the other user, where `room` is a direct one: who may write to whom. That neither has
   * blocked the other is not the policy's to know
   */
  access(
    identity: Pick<Identity, 'roles' | 'userId'>,
    action: Action,
    room: string,
    withUser?: string,
  ): Access;
}

/** From the widest access to none. */
const ORDER: readonly Access[] = ['granted', 'joined', 'invited'];

/** The policy that a table states. */
export function tablePolicy(table: AccessTable): AccessPolicy {
  return {
    access(identity, action, room) {
      const row = own(own(table, action), roomKind(room));
      const grants = ranks(identity.roles, room).map((rank) => own(row, rank));
      return ORDER.find((access) => grants.includes(access)) ?? 'refused';
    },
  };
}

/** The policy of {@link DEFAULT_TABLE}. */
export const defaultAccessPolicy: AccessPolicy = tablePolicy(DEFAULT_TABLE);

/** A policy with rows for further actions. What they do not name, `policy` decides. */
export function extendedPolicy(policy: AccessPolicy, rows: AccessTable): AccessPolicy {
  const extension = tablePolicy(rows);
  return {
    access: (identity, action, ...where) =>
      (Object.hasOwn(rows, action) ? extension : policy).access(identity, action, ...where),
  };
}

/** Roles that begin with `@` are ignored: a token must not be able to name a rank. */
function ranks(roles: readonly string[], room: string): readonly string[] {
  const member = roles.includes(`room:${room}`) ? ['@member'] : [];
  return ['@everybody', ...member, ...roles.filter((role) => !role.startsWith('@'))];
}

/** An own property of the table: `constructor` is neither an action nor a role. */
function own<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
