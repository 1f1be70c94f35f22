import type { z } from 'zod';
import type { PageRequest } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { queueViews } from '../actions/count-views.ts';
import type { listTickets } from '../actions/list-tickets.ts';
import { deskHref } from './desk-frame.ts';

type Asked = z.input<typeof listTickets.input>;

/** The name that a filter has in an address. */
export const queueNames = {
  q: 'q',
  state: 'stato',
  entity: 'ente',
  assignee: 'incarico',
  requester: 'richiedente',
  watched: 'seguite',
  overdue: 'scadute',
  service: 'servizio',
  priority: 'priorita',
  level: 'livello',
  wait: 'attesa',
  order: 'ordine',
  cursor: 'cursor',
} as const;

/** What an address asks of the queue; without anything asked, what is open, due first. */
export function askedOfQueue({ query }: Pick<PageRequest, 'query'>): Asked {
  const given = askedIn<Asked>(query, queueNames);
  return Object.keys(given).some((field) => field !== 'cursor') ? given : { ...given, ...queueViews.open };
}

/** The address of a view, by what it asks. */
export function viewHref(association: string, asked: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(asked)
    .filter(([field, value]) => field in queueNames && value !== undefined)
    .map(([field, value]) => [queueNames[field as keyof typeof queueNames], String(value)]);
  return `${deskHref(association)}?${new URLSearchParams(entries)}`;
}
