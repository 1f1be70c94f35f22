import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { activateService, correctActivation, decideActivation, endActivation } from './actions/activations.ts';
import { askScope } from './actions/ask-scope.ts';
import { approveService, draftService, dropDraft, listDrafts } from './actions/draft-service.ts';
import { listActivations, showActivation } from './actions/list-activations.ts';
import { listServices } from './actions/list-services.ts';
import { loadServices } from './actions/load-services.ts';
import { showService } from './actions/show-service.ts';
import { listStandards, setStandard } from './actions/standards.ts';
import {
  authoriseSystem,
  checkSystem,
  declareSystem,
  dismissSystem,
  listSystems,
  recordPurchase,
  showSystem,
} from './actions/systems.ts';

/** What the office does, buys and supports, who has it, and what stays with the entities. */
export const serviceCatalogueModule: Module = {
  name: 'service-catalogue',
  title: text('Catalogo dei servizi', 'Service catalogue'),
  actions: [
    listServices,
    showService,
    draftService,
    approveService,
    dropDraft,
    listDrafts,
    loadServices,
    askScope,
    activateService,
    decideActivation,
    endActivation,
    correctActivation,
    listActivations,
    showActivation,
    setStandard,
    listStandards,
    declareSystem,
    checkSystem,
    authoriseSystem,
    recordPurchase,
    dismissSystem,
    listSystems,
    showSystem,
  ],
  pages: [],
};
