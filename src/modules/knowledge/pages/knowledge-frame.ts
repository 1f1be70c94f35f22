import type { Language } from '../../../kernel/text.ts';
import type { Crumb, PageRequest } from '../../../platform/page.ts';
import { messages } from '../messages.ts';

/** The address of the articles, or of something below them. */
export function articlesHref(association: string, below = ''): string {
  return `/${association}/assistenza/articoli${below}`;
}

/** The address of the state of the services, or of something below it. */
export function statusHref(association: string, below = ''): string {
  return `/${association}/stato${below}`;
}

export function articleCrumbs(request: PageRequest): Crumb[] {
  const { id, shortName } = request.association!;
  return [
    { title: shortName, href: `/${id}` },
    { title: messages[request.language].articles, href: articlesHref(id) },
  ];
}

export function statusCrumbs(request: PageRequest): Crumb[] {
  const { id, shortName } = request.association!;
  return [
    { title: shortName, href: `/${id}` },
    { title: messages[request.language].status, href: statusHref(id) },
  ];
}

type Titled = { readonly title: string; readonly titleEn: string };

/** The title in the reader's language, where it has one. */
export function titleIn({ title, titleEn }: Titled, language: Language): string {
  return language === 'en' && titleEn !== '' ? titleEn : title;
}
