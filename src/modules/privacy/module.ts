import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { addDataSet } from './actions/add-data-set.ts';
import { authorisePerson } from './actions/authorise-person.ts';
import { changeDataSet } from './actions/change-data-set.ts';
import { closeLapsedActs } from './actions/close-lapsed-acts.ts';
import { confirmAct } from './actions/confirm-act.ts';
import { confirmReading } from './actions/confirm-reading.ts';
import { endAct } from './actions/end-act.ts';
import { explainAccess } from './actions/explain-access.ts';
import { listAccesses } from './actions/list-accesses.ts';
import { listActs } from './actions/list-acts.ts';
import { listAuthorisations } from './actions/list-authorisations.ts';
import { listDataSetDocuments } from './actions/list-data-set-documents.ts';
import { listDataSets } from './actions/list-data-sets.ts';
import { listMeasures } from './actions/list-measures.ts';
import { listNameablePeople } from './actions/list-nameable-people.ts';
import { openEmergencyAccess } from './actions/open-emergency-access.ts';
import { readActDocument } from './actions/read-act-document.ts';
import { readDataSetDocument } from './actions/read-data-set-document.ts';
import { readInstructions } from './actions/read-instructions.ts';
import { recordAct } from './actions/record-act.ts';
import { recordMeasure } from './actions/record-measure.ts';
import { removeDataSetDocument } from './actions/remove-data-set-document.ts';
import { reviewEmergencyAccess } from './actions/review-emergency-access.ts';
import { revokeAuthorisation } from './actions/revoke-authorisation.ts';
import { showAct } from './actions/show-act.ts';
import { showDataSet } from './actions/show-data-set.ts';
import { showMyAccesses } from './actions/show-my-accesses.ts';
import { storeDataSetDocument } from './actions/store-data-set-document.ts';
import { transmitDataSetDocument } from './actions/transmit-data-set-document.ts';
import { closeActsDaily } from './close-acts-daily.ts';
import { accessesExport, accessesPage } from './pages/accesses.page.tsx';
import { actDocument, actPage, confirmForm, endForm } from './pages/act.page.tsx';
import { newActForm, newActPage } from './pages/act-form.page.tsx';
import { actsPage } from './pages/acts.page.tsx';
import { authorisationsPage, authoriseForm, authorisePage, revokeForm } from './pages/authorisations.page.tsx';
import { dataSetPage, reviewForm, whyFragment } from './pages/data-set.page.tsx';
import { changeDataSetForm, changeDataSetPage, newDataSetForm, newDataSetPage } from './pages/data-set-form.page.tsx';
import { dataSetsPage } from './pages/data-sets.page.tsx';
import {
  documentFile,
  documentsPage,
  openForm,
  removeForm,
  storeForm,
  transmitForm,
  transmitPage,
} from './pages/documents.page.tsx';
import { emergencyForm, emergencyPage } from './pages/emergency.page.tsx';
import { measureForm, measuresPage } from './pages/measures.page.tsx';
import { instructionsFile, minePage, readingForm } from './pages/mine.page.tsx';
import { dataPanel } from './pages/today.panel.tsx';

/** Who gets at the data of one entity: by its own act, with an authorisation and the technical measure. */
export const privacyModule: Module = {
  name: 'privacy',
  title: text('Accesso ai dati', 'Access to data'),
  actions: [
    listDataSets,
    addDataSet,
    changeDataSet,
    showDataSet,
    explainAccess,
    listActs,
    recordAct,
    showAct,
    readActDocument,
    confirmAct,
    endAct,
    closeLapsedActs,
    listAuthorisations,
    authorisePerson,
    listNameablePeople,
    revokeAuthorisation,
    listMeasures,
    recordMeasure,
    listAccesses,
    showMyAccesses,
    readInstructions,
    confirmReading,
    listDataSetDocuments,
    readDataSetDocument,
    storeDataSetDocument,
    removeDataSetDocument,
    transmitDataSetDocument,
    openEmergencyAccess,
    reviewEmergencyAccess,
  ],
  pages: [
    dataSetsPage,
    newDataSetPage,
    newDataSetForm,
    actsPage,
    newActPage,
    newActForm,
    actPage,
    actDocument,
    confirmForm,
    endForm,
    authorisationsPage,
    authorisePage,
    authoriseForm,
    revokeForm,
    measuresPage,
    measureForm,
    accessesPage,
    accessesExport,
    minePage,
    instructionsFile,
    readingForm,
    dataSetPage,
    whyFragment,
    changeDataSetPage,
    changeDataSetForm,
    reviewForm,
    documentsPage,
    openForm,
    storeForm,
    documentFile,
    removeForm,
    transmitPage,
    transmitForm,
    emergencyPage,
    emergencyForm,
  ],
  navigation: [
    {
      place: 'sicurezza',
      title: text('Accesso ai dati', 'Access to data'),
      path: '/sicurezza/dati',
      needs: listDataSets,
    },
    {
      place: 'sicurezza',
      title: text('Accesso ai dati', 'Access to data'),
      path: '/sicurezza/dati/misure',
      needs: listMeasures,
    },
  ],
  today: [dataPanel],
  jobs: [closeActsDaily],
};

export { addDataSet } from './actions/add-data-set.ts';
export { authorisePerson } from './actions/authorise-person.ts';
export { confirmReading } from './actions/confirm-reading.ts';
export { listAuthorisations } from './actions/list-authorisations.ts';
export { listDataSets } from './actions/list-data-sets.ts';
export { listMeasures } from './actions/list-measures.ts';
export { recordAct } from './actions/record-act.ts';
export { recordMeasure } from './actions/record-measure.ts';
export { storeDataSetDocument } from './actions/store-data-set-document.ts';
