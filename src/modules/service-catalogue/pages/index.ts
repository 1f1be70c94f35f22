/** The front door of the catalogue's pages: pieces that other modules put on theirs. */
export { Answers, RequestFormFields } from './request-form.tsx';
