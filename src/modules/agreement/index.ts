/** The front door of agreements: documents as loaded and stored. Rules are behind `rules/index.ts`. */
export { type LoadedDocument, sha256, shippedAgreement, shippedNames } from './shipped.ts';
