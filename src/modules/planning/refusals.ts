import type { Refusal } from '../../kernel/result.ts';

/** Every way the calendar says no. */
export const refusals = {
  unknownObligation: (obligation: string, year: number): Refusal => ({
    code: 'planning/unknown-obligation',
    kind: 'missing',
    says: {
      it: `Nel calendario del ${year} non c'è un adempimento «${obligation}».`,
      en: `The calendar of ${year} has no obligation "${obligation}".`,
    },
    remedy: { it: 'Riaprire il calendario di quell’anno.', en: 'Open the calendar of that year again.' },
  }),
};
