import { text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { NavigationEntry, PageRoute } from '../../../platform/page.ts';
import { bookVisit, cancelVisit, listVisits } from './actions.ts';
import { onSitePage } from './on-site.page.tsx';
import { visitRoutes, visitsPage } from './pages.tsx';
import { showOnSiteResponse } from './show-on-site-response.ts';

/** Time of people of the office, booked for a request. */
export const visitActions: readonly AnyAction[] = [bookVisit, cancelVisit, listVisits, showOnSiteResponse];

export const visitPages: readonly PageRoute[] = [visitsPage, onSitePage, ...visitRoutes];

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
