/** The front door of agreements: documents as loaded and stored. Rules are behind `rules/index.ts`, pieces of pages behind `pages/index.ts`. */
export { adoptDocument } from './actions/adopt-document.ts';
export { showAgreement } from './actions/show-agreement.ts';
export { showClause } from './actions/show-clause.ts';
export { startAssociation } from './actions/start-association.ts';
export { type LoadedDocument, sha256, shippedAgreement, shippedNames } from './shipped.ts';
export {
  documentHashed,
  documentNumbered,
  documentOn,
  documentsOf,
  hashOn,
  type StoredDocument,
} from './storage/documents.ts';
