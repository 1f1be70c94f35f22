import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { activateService, correctActivation, decideActivation, endActivation } from './actions/activations.ts';
import { adoptStandard, listAdoptions } from './actions/adoptions.ts';
import { askScope } from './actions/ask-scope.ts';
import { listOffices, recordUnification, setOffice } from './actions/associated-offices.ts';
import { approveService, draftService, dropDraft, listDrafts } from './actions/draft-service.ts';
import { listActivations, showActivation } from './actions/list-activations.ts';
import { listAskable } from './actions/list-askable.ts';
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
import { activationActRoutes, activationPage, newActivationRoutes } from './pages/activation.page.tsx';
import { activationsExport, activationsPage } from './pages/activations.page.tsx';
import { adoptionRoutes, adoptionsPage } from './pages/adoptions.page.tsx';
import { askedServicePart } from './pages/asked-service.part.tsx';
import { cataloguePage } from './pages/catalogue.page.tsx';
import { loadRoutes } from './pages/load.page.tsx';
import { officeFormRoutes, officePage, officesPage, unificationRoutes } from './pages/offices.page.tsx';
import { scopePage } from './pages/scope.page.tsx';
import { serviceSearch } from './pages/search.ts';
import { decisionRoutes, servicePage } from './pages/service.page.tsx';
import { serviceFormRoutes } from './pages/service-form.page.tsx';
import { standardRoutes, standardsPage } from './pages/standards.page.tsx';
import { declareRoutes, systemActRoutes, systemPage, systemsPage } from './pages/systems.page.tsx';

/** What the office does, buys and supports, who has it, and what stays with the entities. */
export const serviceCatalogueModule: Module = {
  name: 'service-catalogue',
  title: text('Catalogo dei servizi', 'Service catalogue'),
  actions: [
    listServices,
    listAskable,
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
    adoptStandard,
    listAdoptions,
    setOffice,
    recordUnification,
    listOffices,
    declareSystem,
    checkSystem,
    authoriseSystem,
    recordPurchase,
    dismissSystem,
    listSystems,
    showSystem,
  ],
  pages: [
    cataloguePage,
    scopePage,
    ...serviceFormRoutes,
    ...loadRoutes,
    servicePage,
    ...decisionRoutes,
    activationsPage,
    activationsExport,
    ...newActivationRoutes,
    activationPage,
    ...activationActRoutes,
    standardsPage,
    ...standardRoutes,
    adoptionsPage,
    ...adoptionRoutes,
    officesPage,
    ...officeFormRoutes,
    officePage,
    ...unificationRoutes,
    systemsPage,
    ...declareRoutes,
    systemPage,
    ...systemActRoutes,
  ],
  pageParts: [askedServicePart],
  search: [serviceSearch],
  navigation: [
    { place: 'assistenza', title: text('Catalogo', 'Catalogue'), path: '/assistenza/catalogo', needs: listServices },
  ],
};

export { activateService } from './actions/activations.ts';
export { adoptStandard } from './actions/adoptions.ts';
export { recordUnification, setOffice } from './actions/associated-offices.ts';
export { approveService, draftService } from './actions/draft-service.ts';
export { listActivations } from './actions/list-activations.ts';
export { listServices } from './actions/list-services.ts';
export { loadServices } from './actions/load-services.ts';
export { setStandard } from './actions/standards.ts';
export { authoriseSystem, checkSystem, declareSystem, recordPurchase, showSystem } from './actions/systems.ts';
