import { createContext, useContext } from 'react';

/** The roles of the signed-in user. */
export const RolesContext = createContext<readonly string[]>([]);

/** The roles of the signed-in user, as the token says that the page connects with. */
export function useRoles(): readonly string[] {
  return useContext(RolesContext);
}
