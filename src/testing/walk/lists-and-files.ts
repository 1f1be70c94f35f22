import { parse } from 'csv-parse/sync';

/** A list of the API, and the files that carry it away: whoever reads the one reads the others, with as many records. */
export type ListWithFiles = {
  readonly list: string;
  /** Below the association. */
  readonly files: readonly { readonly path: string; readonly records: (body: string) => number }[];
  /** Which of the list's items are in the files, where not all. */
  readonly carried?: (item: Readonly<Record<string, unknown>>) => boolean;
};

const sheet = (path: string) => ({ path: `${path}?formato=csv`, records: rowsOf });

export const listsWithFiles: readonly ListWithFiles[] = [
  { list: 'audit/list-entries', files: [sheet('sicurezza/registro/esporta')] },
  { list: 'identity/list-posts', files: [sheet('enti/persone/esporta')] },
  { list: 'identity/list-administrators', files: [sheet('enti/persone/amministratori/esporta')] },
  { list: 'membership/list-entities', files: [sheet('enti/esporta')] },
  { list: 'privacy/list-accesses', files: [sheet('sicurezza/dati/accessi/esporta')] },
  { list: 'publication/list-notices', files: [sheet('albo/repertorio/esporta')] },
  {
    list: 'publication/read-board',
    files: [
      { path: 'albo/albo.csv', records: rowsOf },
      { path: 'albo/albo.json', records: (body) => (JSON.parse(body) as unknown[]).length },
      { path: 'albo/albo.atom', records: (body) => body.split('<entry>').length - 1 },
    ],
  },
  { list: 'publication/read-rates', files: [{ path: 'trasparenza/assenze/tassi.csv', records: rowsOf }] },
  {
    list: 'service-desk/list-tickets',
    files: [{ path: 'assistenza/esporta?ordine=newest&formato=csv', records: rowsOf }],
  },
  { list: 'staffing/list-time', files: [sheet('assistenza/persone/ore/esporta')] },
  {
    list: 'meetings/list-meetings',
    files: [{ path: 'calendari/sedute.ics', records: events }],
    carried: ({ firstCall }) => firstCall !== null,
  },
];

function events(calendar: string): number {
  return calendar.split('BEGIN:VEVENT').length - 1;
}

/** The rows of a CSV below its heading, with commas or semicolons. */
function rowsOf(csv: string): number {
  const delimiter = csv.split('\n', 1)[0]!.includes(';') ? ';' : ',';
  return (
    (parse(csv, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true }) as unknown[]).length - 1
  );
}
