import { text } from '../../../kernel/text.ts';
import type { SearchSource } from '../../../platform/page.ts';
import { listContracts } from '../actions/supply-contracts.ts';
import { contractHref } from './contract-href.ts';

/** Contracts by code, supplier, CIG, and what they are for. */
export const contractSearch: SearchSource = {
  needs: listContracts,
  title: text('Contratti di fornitura', 'Contracts of supply'),
  find: async (request, words, most) => {
    const { items } = await request.perform(listContracts, { q: words, limit: most });
    return items.map(({ code, supplier, subject }) => ({
      title: `${code}, ${supplier}`,
      href: contractHref(request.association!.id, `/${code}`),
      detail: subject,
    }));
  },
};
