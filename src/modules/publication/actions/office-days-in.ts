import { type Text, text } from '../../../kernel/text.ts';
import type { Table } from '../../../platform/spreadsheet-input/table.ts';

export type OfficeDays = { readonly office: string; readonly workingDays: number; readonly absentDays: number };

const columns = {
  office: ['ufficio', 'office', 'settore', 'servizio'],
  workingDays: ['giorni lavorativi', 'working days', 'lavorativi'],
  absentDays: ['giorni di assenza', 'absent days', 'days of absence', 'assenze', 'assenza'],
} as const;
const names: Readonly<Record<keyof typeof columns, Text>> = {
  office: text('Ufficio', 'Office'),
  workingDays: text('Giorni lavorativi', 'Working days'),
  absentDays: text('Giorni di assenza', 'Days of absence'),
};
/** A file with more is not about the offices of one entity. */
const mostPeople = 20_000;
const mostProblems = 20;

/** The rows of the sheet, or everything that is wrong with it, each with its line. */
export function officeDaysIn(table: Table): { rows: OfficeDays[]; problems: Text[] } {
  const header = table.header.map((name) => name.toLowerCase());
  const place = (key: keyof typeof columns) =>
    header.findIndex((name) => (columns[key] as readonly string[]).includes(name));
  const missing = (Object.keys(columns) as (keyof typeof columns)[]).filter((key) => place(key) < 0);
  if (missing.length > 0)
    return {
      rows: [],
      problems: missing.map((key) =>
        text(`Manca la colonna «${names[key].it}».`, `The column “${names[key].en}” is missing.`),
      ),
    };
  const problems: Text[] = [];
  if (table.rows.length === 0) problems.push(text('Il foglio non ha righe.', 'The sheet has no rows.'));
  if (table.rows.length > mostPeople)
    problems.push(text(`Le righe sono più di ${mostPeople}.`, `There are more than ${mostPeople} rows.`));
  const rows = table.rows.slice(0, mostPeople).map(({ line, cells }) => {
    const office = cells[place('office')] ?? '';
    const workingDays = wholeDays(cells[place('workingDays')] ?? '');
    const absentDays = wholeDays(cells[place('absentDays')] ?? '');
    if (office === '') problems.push(text(`Riga ${line}: manca l’ufficio.`, `Row ${line}: the office is missing.`));
    if (office.length > 200)
      problems.push(
        text(`Riga ${line}: l’ufficio ha più di 200 lettere.`, `Row ${line}: the office has more than 200 letters.`),
      );
    if (workingDays === undefined || absentDays === undefined)
      problems.push(
        text(`Riga ${line}: servono giorni interi, fra 0 e 366.`, `Row ${line}: whole days are needed, from 0 to 366.`),
      );
    else if (absentDays > workingDays)
      problems.push(
        text(
          `Riga ${line}: le assenze (${absentDays}) superano i giorni lavorativi (${workingDays}).`,
          `Row ${line}: absences (${absentDays}) are more than the working days (${workingDays}).`,
        ),
      );
    return { office: office.slice(0, 200), workingDays: workingDays ?? 0, absentDays: absentDays ?? 0 };
  });
  return { rows, problems: problems.slice(0, mostProblems) };
}

function wholeDays(written: string): number | undefined {
  return /^[0-9]{1,3}$/.test(written) && Number(written) <= 366 ? Number(written) : undefined;
}
