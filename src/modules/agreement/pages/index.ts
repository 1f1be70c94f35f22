/** The front door for pages: what other modules' pages show of an agreement. */
export { AgreementTabs, agreementCrumbs } from './agreement-tabs.tsx';
export { ValueChanges } from './changes-view.tsx';
export { pathLabel, shownReading, shownValue, termGroups } from './term-words.ts';
