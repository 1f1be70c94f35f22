import type { PageRoute } from '../../page.ts';
import type { ServerParts } from '../../server/server-parts.ts';
import { apiActionPage, apiModulePage, apiPage } from './api.page.tsx';
import { choosePost } from './choose-post.page.ts';
import { homePage } from './home.page.tsx';
import { ownTodayPage } from './own-today.page.ts';
import { accessibilityPage, feedbackPage, legalPage } from './plain-pages.page.tsx';
import { searchPage } from './search.page.tsx';
import { todayPage } from './today.page.tsx';

/** The pages of the site itself, of no module. */
export function sitePages(parts: ServerParts): PageRoute[] {
  return [
    homePage(parts),
    ownTodayPage,
    todayPage(parts),
    searchPage(parts),
    choosePost,
    accessibilityPage,
    feedbackPage,
    legalPage,
    apiPage(parts),
    apiModulePage(parts),
    apiActionPage(parts),
  ];
}
