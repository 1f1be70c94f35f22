/** The front door of the catalogue's pages: pieces that other modules put on theirs. */
export { Answers } from './request-form.tsx';
