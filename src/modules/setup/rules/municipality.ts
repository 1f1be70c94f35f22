/** A municipality of the national register. */
export type Municipality = {
  /** Six digits. */
  readonly istat: string;
  /** The land registry's code: a letter and three digits. */
  readonly belfiore: string;
  readonly name: string;
  /** Two letters. */
  readonly province: string;
  readonly provinceName: string;
  readonly region: string;
};

/** A name without accents, case, signs and what precedes it (`Comune di`): *Rignano sull’Arno* is found by *rignano sull arno*. */
export function plainName(written: string): string {
  return written
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9/]+/g, ' ')
    .trim()
    .replace(/^(?:comune|citta|municipality) (?:di|del|della|dell|of) /, '');
}
