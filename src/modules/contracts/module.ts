import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { changeContract, listContracts, recordContract, showContract } from './actions/supply-contracts.ts';
import { contractForms, contractPage, contractsPage } from './pages/contracts.page.tsx';
import { contractSearch } from './pages/search.ts';

/** Contracts of supply: who supplies what, until when, for which services and machines. */
export const contractsModule: Module = {
  name: 'contracts',
  title: text('Contratti', 'Contracts'),
  actions: [recordContract, changeContract, listContracts, showContract],
  pages: [contractsPage, ...contractForms, contractPage],
  search: [contractSearch],
  navigation: [
    {
      place: 'assistenza',
      title: text('Contratti', 'Contracts'),
      path: '/assistenza/contratti',
      needs: listContracts,
      order: 70,
    },
  ],
};

export { listContracts, recordContract } from './actions/supply-contracts.ts';
