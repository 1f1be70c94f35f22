/** The front door of agreements: documents as loaded and stored. Rules are behind `rules/index.ts`. */
export { startAssociation } from './actions/start-association.ts';
export { type LoadedDocument, sha256, shippedAgreement, shippedNames } from './shipped.ts';
export { documentHashed, documentOn, type StoredDocument } from './storage/documents.ts';
