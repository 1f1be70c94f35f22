import type { PageRoute } from '../../page.ts';
import { ownTodayPath } from '../address.ts';

/** Where somebody begins who was going nowhere in particular: the own association, or the choice among several. */
export const ownTodayPage: PageRoute = {
  method: 'GET',
  path: ownTodayPath,
  open: true,
  answer: async ({ ownAssociations: [own, ...others] }) => ({
    kind: 'redirect',
    to: own !== undefined && others.length === 0 ? `/${own}` : '/',
  }),
};
