import type { Crumb, PageRequest } from '../../../platform/page.ts';
import { messages } from '../messages.ts';

/** The address of the desk, or of something below it. */
export function deskHref(association: string, below = ''): string {
  return `/${association}/assistenza${below}`;
}

/** The address of a request: `2026/12` is below `richieste/2026-12`. */
export function ticketHref(association: string, number: string, below = ''): string {
  return deskHref(association, `/richieste/${number.replace('/', '-')}${below}`);
}

export function deskCrumbs(request: PageRequest, ticket?: string): Crumb[] {
  const { id, shortName } = request.association!;
  const m = messages[request.language];
  const crumbs = [
    { title: shortName, href: `/${id}` },
    { title: m.desk, href: deskHref(id) },
  ];
  return ticket ? [...crumbs, { title: m.ofNumber(ticket), href: ticketHref(id, ticket) }] : crumbs;
}
