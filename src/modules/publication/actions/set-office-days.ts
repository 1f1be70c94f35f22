import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { readTable } from '../../../platform/spreadsheet-input/read-table.ts';
import { boardRefusals } from '../rules/index.ts';
import { replaceOfficeDays } from '../storage/rates.ts';
import { officeDaysIn } from './office-days-in.ts';
import { entityShape, periodShape } from './period-shape.ts';

/**
 * The working days and the absences of each person of an office in a period, without names, in the place of those there
 * were: the figures behind the rates. Refuses `publication/board-of-others`.
 */
export const setOfficeDays = defineAction({
  name: 'publication/set-office-days',
  title: text('importare i giorni di presenza per ufficio', 'import the days of presence by office'),
  about: text(
    'Un foglio (CSV o Excel) con una riga per persona: ufficio, giorni lavorativi, giorni di assenza. Senza nomi.',
    'A sheet (CSV or Excel) with a row for each person: office, working days, days of absence. Without names.',
  ),
  permission: { capability: 'publication', letter: 'w' },
  http: { method: 'PUT', path: '/absence-rates/:entity/:period/figures' },
  input: z.object({
    entity: entityShape,
    period: periodShape,
    fileName: z.string().max(200).default('giorni.csv'),
    content: z.base64().min(4).max(2_000_000).meta({ description: 'Il foglio, in base64.' }),
  }),
  output: z.object({ people: z.int().meta({ format: 'int32' }), offices: z.int().meta({ format: 'int32' }) }),
  example: {
    entity: 'c_a479',
    period: '2027-T1',
    content: Buffer.from('Ufficio;Giorni lavorativi;Giorni di assenza\nAnagrafe;63;8\n').toString('base64'),
  },
  async run({ tx, association, actor, reach, input, tell }) {
    if (reach !== 'g' && input.entity !== actor.entity) throw new Refused(boardRefusals.boardOfOthers());
    const reading = await readTable(Buffer.from(input.content, 'base64'), { name: input.fileName });
    if (!reading.ok) throw new BadInput(reading.problems.map(({ says }) => ({ path: 'content', says })));
    const { rows, problems } = officeDaysIn(reading.table);
    if (problems.length > 0) throw new BadInput(problems.map((says) => ({ path: 'content', says })));
    const { year, period } = input.period;
    const at = { association, entity: input.entity, year, period };
    await replaceOfficeDays(
      tx,
      at,
      rows.map((row, place) => ({
        ...at,
        office: row.office,
        person: place + 1,
        working_days: row.workingDays,
        absent_days: row.absentDays,
      })),
    );
    const offices = new Set(rows.map(({ office }) => office)).size;
    tell({ actingFor: input.entity, after: { year, period, people: rows.length, offices } });
    return { people: rows.length, offices };
  },
});
