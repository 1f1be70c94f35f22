import { showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import { associationsIn } from '../../../platform/associations.ts';
import type { StoredAllocation } from '../storage/allocations.ts';

/** Whose allocation is printed, and what stands at the head of what is printed. */
export type About = {
  readonly association: { readonly id: string; readonly name: string; readonly shortName: string };
  readonly allocation: StoredAllocation;
  readonly language: Language;
};

export async function aboutAllocation(
  tx: Tx,
  association: string,
  allocation: StoredAllocation,
  language: Language,
): Promise<About> {
  const known = (await associationsIn(tx)).find(({ id }) => id === association);
  return { association: known ?? { id: association, name: association, shortName: association }, allocation, language };
}

/** `Riparto 2027 n. 3 · adottato il 28 gennaio 2027 con Delibera …`. */
export function stateLine({ allocation: { number, year, adopted, act, corrects }, language }: About): string {
  const day = adopted && showDay(romeDay(adopted), language);
  if (language === 'it')
    return [
      `Riparto ${year}, n. ${number}`,
      corrects === null ? '' : `correzione del n. ${corrects}`,
      day ? `adottato il ${day} con ${act}` : 'bozza, senza valore finché non è adottata',
    ]
      .filter(Boolean)
      .join(' · ');
  return [
    `Split ${year}, no. ${number}`,
    corrects === null ? '' : `correction of no. ${corrects}`,
    day ? `adopted on ${day} by ${act}` : 'a draft, without value until adopted',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The local day of an instant. */
export function romeDay(instant: Date) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(instant) as Parameters<typeof showDay>[0];
}

/** `riparto-2027-n3`. */
export function fileStem({ allocation: { number, year }, language }: About): string {
  return language === 'it' ? `riparto-${year}-n${number}` : `split-${year}-no${number}`;
}
