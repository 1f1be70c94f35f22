import { text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { NavigationEntry, PageRoute } from '../../../platform/page.ts';
import { bookVisit, cancelVisit, listVisits } from './actions.ts';
import { visitRoutes, visitsPage } from './pages.tsx';

/** Time of people of the office, booked for a request. */
export const visitActions: readonly AnyAction[] = [bookVisit, cancelVisit, listVisits];

export const visitPages: readonly PageRoute[] = [visitsPage, ...visitRoutes];

export const visitNavigation: readonly NavigationEntry[] = [
  {
    place: 'assistenza',
    title: text('Interventi', 'Visits'),
    path: '/assistenza/interventi',
    needs: listVisits,
    order: 60,
  },
];

export { visitsPart } from './pages.tsx';
