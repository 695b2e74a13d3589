import { createContext, useCallback, useContext, useState } from 'react';
import { rolesIn } from './rights.js';

/** The roles of the signed-in user. */
export const RolesContext = createContext<readonly string[]>([]);

/** The roles of the signed-in user, as the token says that the page connects with. */
export function useRoles(): readonly string[] {
  return useContext(RolesContext);
}

/** Reads the roles in each token on its way to the client. */
export function useTokenRoles(getToken: () => Promise<string>) {
  const [roles, setRoles] = useState<readonly string[]>([]);
  const read = useCallback(async () => {
    const token = await getToken();
    const found = rolesIn(token);
    setRoles((before) => (before.join() === found.join() ? before : found));
    return token;
  }, [getToken]);
  return { roles, getToken: read };
}
