import { text } from '../../../kernel/text.ts';
import type { SearchSource } from '../../../platform/page.ts';
import { listEntities } from '../actions/list-entities.ts';

/** Entities by part of their name or code, those of another day too. */
export const entitySearch: SearchSource = {
  needs: listEntities,
  title: text('Enti', 'Entities'),
  find: async (request, words, most) => {
    const { items } = await request.perform(listEntities, { q: words, state: 'any', limit: most });
    return items.map(({ name, code }) => ({
      title: name,
      href: `/${request.association!.id}/enti/${encodeURIComponent(code)}`,
      detail: code,
    }));
  },
};
