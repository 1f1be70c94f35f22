import { parseDay } from '../../../../kernel/day.ts';
import { text } from '../../../../kernel/text.ts';
import { roles } from '../../../../platform/role.ts';
import { readTable } from '../../../../platform/spreadsheet-input/read-table.ts';
import { representativeRoles } from '../../rules/roles-of-an-entity.ts';
import { type Entry, entryShape, type Renewal, type RenewalProblem } from './renewal-shapes.ts';

const columns: Readonly<Record<string, keyof Entry>> = {
  ente: 'entity',
  entity: 'entity',
  ruolo: 'role',
  role: 'role',
  nome: 'name',
  name: 'name',
  email: 'email',
  'e-mail': 'email',
  dal: 'since',
  since: 'since',
  atto: 'act',
  act: 'act',
  numero: 'actNumber',
  number: 'actNumber',
  data: 'actDate',
  date: 'actDate',
  organo: 'actIssuer',
  issuer: 'actIssuer',
};
const needed = ['entity', 'role', 'name', 'email'] as const;

/** The entries of the file, as far as they can be read; what is wrong is added to `problems`, each at its line. */
export async function entriesIn(
  asked: Pick<Renewal, 'content' | 'fileName'>,
  problems: RenewalProblem[],
): Promise<Entry[]> {
  const bytes = new Uint8Array(Buffer.from(asked.content ?? '', 'base64'));
  const reading = await readTable(bytes, {
    name: asked.fileName ?? 'elenco.csv',
    limits: { rows: 2000, bytes: 1_000_000 },
  });
  if (!reading.ok) {
    problems.push(...reading.problems.map(({ line, says }) => ({ entry: null, line: line ?? null, says })));
    return [];
  }
  const { header, headerLine, rows } = reading.table;
  const fields = header.map((name) => columns[plain(name)]);
  const missing = needed.filter((field) => !fields.includes(field));
  if (missing.length > 0) {
    const names = missing.map((field) => Object.entries(columns).find(([, value]) => value === field)![0]).join(', ');
    problems.push({
      entry: null,
      line: headerLine,
      says: text(`Mancano le colonne: ${names}.`, `These columns are missing: ${names}.`),
    });
    return [];
  }
  return rows.flatMap(({ line, cells }): Entry[] => {
    const raw: Record<string, unknown> = { line };
    cells.forEach((cell, column) => {
      const field = fields[column];
      if (field && cell !== '') raw[field] = field === 'since' || field === 'actDate' ? writtenDay(cell) : cell;
    });
    if (typeof raw.role === 'string') raw.role = roleNamed(raw.role) ?? raw.role;
    const checked = entryShape.safeParse(raw);
    if (checked.success) return [checked.data];
    const wrong = new Set(checked.error.issues.map(({ path }) => String(path[0])));
    for (const field of wrong) {
      const name = header[fields.indexOf(field as keyof Entry)] ?? field;
      problems.push({
        entry: null,
        line,
        says: text(
          `La colonna «${name}» manca o non si legge: «${String(raw[field] ?? '')}».`,
          `The column “${name}” is missing or cannot be read: “${String(raw[field] ?? '')}”.`,
        ),
      });
    }
    return [];
  });
}

/** `1/6/2027` as well as `2027-06-01`. */
function writtenDay(cell: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell) ?? [];
  const iso = day ? `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}` : cell;
  return parseDay(iso) ?? cell;
}

function roleNamed(cell: string): (typeof representativeRoles)[number] | undefined {
  const wanted = plain(cell);
  return representativeRoles.find(
    (role) =>
      plain(role) === wanted ||
      Object.values(roles[role]).some(
        (name) =>
          plain(name) === wanted ||
          plain(name)
            .split(/\s+(?:o|or)\s+/)
            .includes(wanted),
      ),
  );
}

/** Without accents and case. */
export function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
