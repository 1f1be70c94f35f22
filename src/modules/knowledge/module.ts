import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { announce, updateAnnouncement } from './actions/announce.ts';
import { linkAnnouncement, showLinks } from './actions/link-announcement.ts';
import { listArticles, readArticles } from './actions/list-articles.ts';
import { proposeArticle } from './actions/propose-article.ts';
import { publishArticle, withdrawArticle } from './actions/publish-article.ts';
import { rateArticle } from './actions/rate-article.ts';
import { readStatus } from './actions/read-status.ts';
import { readAnnouncement, showAnnouncement } from './actions/show-announcement.ts';
import { readArticle, showArticle } from './actions/show-article.ts';
import { chooseSubscription, showSubscription } from './actions/subscribe.ts';
import { suggestArticles } from './actions/suggest-articles.ts';
import { changeArticle, writeArticle } from './actions/write-article.ts';

import { announcementRoutes, announceRoutes } from './pages/announcement.page.tsx';
import { articleActs, articlePage } from './pages/article.page.tsx';
import { changeArticleRoutes, newArticleRoutes } from './pages/article-form.page.tsx';
import { articlesPage } from './pages/articles.page.tsx';
import { bannerPart, linkRoute, requestPart } from './pages/desk-parts.tsx';
import { articleSearch } from './pages/search.ts';
import { statusPage } from './pages/status.page.tsx';
import { statusFeed } from './pages/status-feed.ts';
import { lettersRoutes } from './pages/status-letters.page.tsx';
import { beforeSendingPart, suggestionsFragment, suggestionsPart } from './pages/suggestions.part.tsx';
import { sendStatusLetters, tellSubscribers } from './tell-subscribers.ts';

/** What the office makes known: how things are done, and what does not work. */
export const knowledgeModule: Module = {
  name: 'knowledge',
  title: text('Come si fa e stato dei servizi', 'How to, and state of the services'),
  actions: [
    listArticles,
    readArticles,
    suggestArticles,
    showArticle,
    readArticle,
    writeArticle,
    changeArticle,
    publishArticle,
    withdrawArticle,
    rateArticle,
    proposeArticle,
    readStatus,
    readAnnouncement,
    showAnnouncement,
    announce,
    updateAnnouncement,
    linkAnnouncement,
    showLinks,
    showSubscription,
    chooseSubscription,
  ],
  pages: [
    articlesPage,
    ...newArticleRoutes,
    suggestionsFragment,
    articlePage,
    ...changeArticleRoutes,
    ...articleActs,
    statusPage,
    statusFeed,
    ...lettersRoutes,
    ...announceRoutes,
    ...announcementRoutes,
    linkRoute,
  ],
  jobs: [tellSubscribers, sendStatusLetters],
  pageParts: [suggestionsPart, beforeSendingPart, bannerPart, requestPart],
  navigation: [
    { place: 'assistenza', title: text('Come si fa', 'How to'), path: '/assistenza/articoli', needs: readArticles },
    { place: 'assistenza', title: text('Stato dei servizi', 'State of services'), path: '/stato', needs: readStatus },
  ],
  search: [articleSearch],
};

export { announce, updateAnnouncement } from './actions/announce.ts';
export { linkAnnouncement } from './actions/link-announcement.ts';
export { listArticles } from './actions/list-articles.ts';
export { publishArticle } from './actions/publish-article.ts';
export { rateArticle } from './actions/rate-article.ts';
export { readStatus } from './actions/read-status.ts';
export { writeArticle } from './actions/write-article.ts';
