import { text } from '../../../kernel/text.ts';
import type { SearchSource } from '../../../platform/page.ts';
import { listStaff } from '../actions/staff.ts';
import { kindNames } from '../vocabulary.ts';
import { staffingHref } from './staffing-frame.tsx';

/** People of the staff by part of their name, those who are gone too. */
export const staffSearch: SearchSource = {
  needs: listStaff,
  title: text('Personale', 'Staff'),
  find: async (request, words, most) => {
    const { items } = await request.perform(listStaff, { q: words, state: 'any' });
    return items.slice(0, most).map(({ id, name, kind, employer, company }) => ({
      title: name,
      href: staffingHref(request, `/personale/${id}`),
      detail: [kindNames[kind][request.language], employer?.name ?? company].join(', '),
    }));
  },
};
