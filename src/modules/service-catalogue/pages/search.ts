import { text } from '../../../kernel/text.ts';
import type { SearchSource } from '../../../platform/page.ts';
import { listServices } from '../actions/list-services.ts';
import { catalogueHref } from './catalogue-frame.tsx';

/** Services by words of their name and of what is done. */
export const serviceSearch: SearchSource = {
  needs: listServices,
  title: text('Servizi', 'Services'),
  find: async (request, words, most) => {
    const { items } = await request.perform(listServices, { q: words });
    return items.slice(0, most).map(({ code, name, article }) => ({
      title: name[request.language],
      href: catalogueHref(request.association!.id, 'services', `/servizi/${code}`),
      ...(article ? { detail: article } : {}),
    }));
  },
};
