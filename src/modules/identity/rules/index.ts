/** The front door for rules: which roles one person may hold together. */
export { excludedBy, type HeldRole, mayAlsoHold } from './compatibility.ts';
