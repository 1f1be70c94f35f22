import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { adoptDocument } from './actions/adopt-document.ts';
import { checkDocument } from './actions/check-document.ts';
import { compareDocuments } from './actions/compare-documents.ts';
import { discardDraft } from './actions/discard-draft.ts';
import { importDocument } from './actions/import-document.ts';
import { listDocuments } from './actions/list-documents.ts';
import { readText } from './actions/read-text.ts';
import { showAgreement } from './actions/show-agreement.ts';
import { showClause } from './actions/show-clause.ts';
import { showDocument } from './actions/show-document.ts';
import { startAssociation } from './actions/start-association.ts';
import { agreementPage } from './pages/agreement.page.tsx';
import { comparisonPage } from './pages/comparison.page.tsx';
import { documentAsYaml, textAsPdf, textAsYaml } from './pages/consolidated-text.ts';
import { adoptForm, discardForm, documentPage } from './pages/document.page.tsx';
import { documentsPage } from './pages/documents.page.tsx';
import { importForm, importPage } from './pages/import.page.tsx';
import { readingsPage } from './pages/readings.page.tsx';
import { clauseSearch } from './pages/search.ts';
import { agreementPanel } from './pages/today-panel.tsx';

/** The agreement: its text, readings and versions. A clause's own page, with what it gives today, is of `simulation`. */
export const agreementModule: Module = {
  name: 'agreement',
  title: text('Convenzione', 'Agreement'),
  actions: [
    showAgreement,
    readText,
    showClause,
    listDocuments,
    showDocument,
    compareDocuments,
    checkDocument,
    importDocument,
    adoptDocument,
    discardDraft,
    startAssociation,
  ],
  pages: [
    agreementPage,
    textAsPdf,
    textAsYaml,
    readingsPage,
    documentsPage,
    importPage,
    importForm,
    comparisonPage,
    documentPage,
    documentAsYaml,
    adoptForm,
    discardForm,
  ],
  navigation: [
    { place: 'convenzione', title: text('Convenzione', 'Agreement'), path: '/convenzione', needs: showAgreement },
  ],
  today: [agreementPanel],
  search: [clauseSearch],
};

export { shippedAgreement, shippedNames } from './shipped.ts';
