import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { addEntity } from './actions/add-entity.ts';
import { changeEntity } from './actions/change-entity.ts';
import { confirmImport } from './actions/confirm-import.ts';
import { endRepresentation } from './actions/end-representation.ts';
import { joinAssociation } from './actions/join-association.ts';
import { leaveAssociation } from './actions/leave-association.ts';
import { listEntities } from './actions/list-entities.ts';
import { listFigures } from './actions/list-figures.ts';
import { previewImport } from './actions/preview-import.ts';
import { recordFigure } from './actions/record-figure.ts';
import { setRepresentation } from './actions/set-representation.ts';
import { showEntity } from './actions/show-entity.ts';
import { showFigures } from './actions/show-figures.ts';
import { showImport } from './actions/show-import.ts';
import { showTerritory } from './actions/show-territory.ts';
import { withdrawFigure } from './actions/withdraw-figure.ts';
import { entityPage } from './pages/entity.page.tsx';
import { changeEntityForm, changeEntityPage, newEntityForm, newEntityPage } from './pages/entity-form.page.tsx';
import { figureForm, figurePage, withdrawForm, withdrawPage } from './pages/figure-form.page.tsx';
import { figuresExport, figuresPage } from './pages/figures.page.tsx';
import { importForm, importPage } from './pages/import.page.tsx';
import { importPreviewForm, importPreviewPage } from './pages/import-preview.page.tsx';
import {
  joinForm,
  joinPage,
  leaveForm,
  leavePage,
  representationForm,
  representationPage,
} from './pages/membership-forms.page.tsx';
import { registerExport, registerPage } from './pages/register.page.tsx';
import { entitySearch } from './pages/search.ts';
import { territoryPage } from './pages/territory.page.tsx';
import { figuresPanel } from './pages/today.panel.tsx';

/** Entities: who takes part, since when, and their figures. */
export const membershipModule: Module = {
  name: 'membership',
  title: text('Enti', 'Entities'),
  actions: [
    listEntities,
    showEntity,
    addEntity,
    changeEntity,
    joinAssociation,
    leaveAssociation,
    setRepresentation,
    endRepresentation,
    listFigures,
    recordFigure,
    withdrawFigure,
    showFigures,
    previewImport,
    showImport,
    confirmImport,
    showTerritory,
  ],
  pages: [
    registerPage,
    registerExport,
    figuresPage,
    figuresExport,
    territoryPage,
    importPage,
    importForm,
    importPreviewPage,
    importPreviewForm,
    newEntityPage,
    newEntityForm,
    entityPage,
    changeEntityPage,
    changeEntityForm,
    joinPage,
    joinForm,
    leavePage,
    leaveForm,
    representationPage,
    representationForm,
    figurePage,
    figureForm,
    withdrawPage,
    withdrawForm,
  ],
  navigation: [{ place: 'enti', title: text('Enti', 'Entities'), path: '/enti', needs: listEntities }],
  today: [figuresPanel],
  search: [entitySearch],
};

export { listEntities } from './actions/list-entities.ts';
export { listFigures } from './actions/list-figures.ts';
