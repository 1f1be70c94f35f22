import { type Day, showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import type { EntityRow } from '../actions/list-entities.ts';
import { messages } from '../messages.ts';
import { kindTitles, relationTitles } from '../vocabulary.ts';

/** The register as a sheet: a row an entity, with its codes and its last figures. */
export function registerSheet(rows: readonly EntityRow[], about: { on: Day; language: Language }): Sheet {
  const { on, language } = about;
  const m = messages[language];
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  const day = (key: string, header: string) => ({ key, header, kind: 'day' as const });
  const number = (key: string, header: string) => ({ key, header, kind: 'number' as const });
  return {
    name: m.entities,
    title: `${m.entities}, ${showDay(on, language)}`,
    columns: [
      text('name', m.name),
      text('code', m.code),
      text('kind', m.kind),
      text('relation', m.relation),
      text('ipa', m.ipa),
      text('istat', m.istat),
      text('belfiore', m.belfiore),
      text('taxCode', m.taxCode),
      text('province', m.province),
      text('region', m.region),
      day('joined', m.joined),
      day('left', m.left),
      text('representative', m.representative),
      number('population', m.population),
      day('populationOn', `${m.population}: ${m.day}`),
      text('populationSource', `${m.population}: ${m.source}`),
      number('workstations', m.workstations),
      day('workstationsOn', `${m.workstations}: ${m.day}`),
      text('workstationsSource', `${m.workstations}: ${m.source}`),
    ],
    rows: rows.map((row) => ({
      name: row.name,
      code: row.code,
      kind: kindTitles[row.kind][language],
      relation: relationTitles[row.relation][language],
      ipa: row.ipa,
      istat: row.istat,
      belfiore: row.belfiore,
      taxCode: row.taxCode,
      province: row.province,
      region: row.region,
      joined: row.joined,
      left: row.left,
      representative: row.representative,
      population: row.population?.value,
      populationOn: row.population?.on,
      populationSource: row.population?.source,
      workstations: row.workstations?.value,
      workstationsOn: row.workstations?.on,
      workstationsSource: row.workstations?.source,
    })),
  };
}
