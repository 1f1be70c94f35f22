import { type Municipality, plainName } from './municipality.ts';

type Wanted = { readonly q: string; readonly province: string; readonly limit: number };

/**
 * The municipalities whose name, or whose code, holds the words, in the province where one is given (two letters or its name):
 * names that begin with the words first, then by name. `count` is how many there are in all.
 */
export function findMunicipalities(
  all: readonly Municipality[],
  { q, province, limit }: Wanted,
): { readonly items: readonly Municipality[]; readonly count: number } {
  const words = plainName(q);
  const place = plainName(province);
  if (words === '' && place === '') return { items: [], count: 0 };
  const found = all.flatMap((one) => {
    if (place !== '' && one.province.toLowerCase() !== place && plainName(one.provinceName) !== place) return [];
    const name = plainName(one.name);
    const code = [one.istat, one.belfiore.toLowerCase(), `c_${one.belfiore.toLowerCase()}`].includes(
      q.trim().toLowerCase(),
    );
    const at = name.indexOf(words);
    const rank = code || name === words ? 0 : at === 0 ? 1 : at > 0 && name[at - 1] === ' ' ? 2 : at > 0 ? 3 : -1;
    return rank < 0 ? [] : [{ one, rank }];
  });
  found.sort((a, b) => a.rank - b.rank || collator.compare(a.one.name, b.one.name));
  return { items: found.slice(0, limit).map(({ one }) => one), count: found.length };
}

const collator = new Intl.Collator('it', { sensitivity: 'base' });
