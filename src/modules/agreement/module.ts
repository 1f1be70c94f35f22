import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { adoptDocument } from './actions/adopt-document.ts';
import { checkDocument } from './actions/check-document.ts';
import { compareDocuments } from './actions/compare-documents.ts';
import { discardDraft } from './actions/discard-draft.ts';
import { importDocument } from './actions/import-document.ts';
import { listDocuments } from './actions/list-documents.ts';
import { showAgreement } from './actions/show-agreement.ts';
import { showClause } from './actions/show-clause.ts';
import { startAssociation } from './actions/start-association.ts';

export const agreementModule: Module = {
  name: 'agreement',
  title: text('Convenzione', 'Agreement'),
  actions: [
    showAgreement,
    showClause,
    listDocuments,
    compareDocuments,
    checkDocument,
    importDocument,
    adoptDocument,
    discardDraft,
    startAssociation,
  ],
  pages: [],
};

export { shippedAgreement, shippedNames } from './shipped.ts';
