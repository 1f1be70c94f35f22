import { type Text, text } from '../../../kernel/text.ts';
import { type Municipality, plainName } from './municipality.ts';

export type ListProblem = { readonly line: number; readonly says: Text };

/**
 * The municipalities that a pasted list names, each once: one a line, or several separated by commas; by name (with the province
 * where two bear the same: `Samone (TN)`), by ISTAT or land registry code, or as lines of a spreadsheet. Every line that
 * names none, or more than one, is a problem.
 */
export function readMunicipalityList(
  all: readonly Municipality[],
  written: string,
): { readonly found: readonly Municipality[]; readonly problems: readonly ListProblem[] } {
  const index = indexOf(all);
  const found = new Map<string, Municipality>();
  const problems: ListProblem[] = [];
  written.split(/\r\n|\r|\n/).forEach((line, place) => {
    for (const entry of entriesOf(line)) {
      const named = entry === '' ? [] : matches(index, entry);
      if (named.length === 1) found.set(named[0]!.istat, named[0]!);
      else problems.push({ line: place + 1, says: says(index, short(entry), named) });
    }
  });
  return { found: [...found.values()], problems };
}

type Index = {
  readonly byCode: ReadonlyMap<string, Municipality>;
  readonly byName: ReadonlyMap<string, readonly Municipality[]>;
};

function indexOf(all: readonly Municipality[]): Index {
  const byCode = new Map<string, Municipality>();
  for (const one of all) {
    const belfiore = one.belfiore.toLowerCase();
    for (const code of [one.istat, belfiore, `c_${belfiore}`]) byCode.set(code, one);
  }
  return { byCode, byName: Map.groupBy(all, ({ name }) => plainName(name)) };
}

/** A line of a spreadsheet is one entry; commas separate several, except before the two letters of a province. */
function entriesOf(line: string): string[] {
  if (line.trim() === '') return [];
  if (/[\t;]/.test(line)) return [line.trim()];
  return line
    .split(/,(?!\s*[A-Z]{2}\s*(?:,|$))/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** No municipality has a name of more than half as many characters. */
const longestName = 120;

function matches({ byCode, byName }: Index, entry: string): readonly Municipality[] {
  const cells = entry
    .split(/[\t;,]/)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    .filter((cell) => cell.length <= longestName); // what is longer is no name, and would take long to read
  for (const cell of cells) {
    const bare = cell.toLowerCase();
    const one = byCode.get(/^\d{4,5}$/.test(bare) ? bare.padStart(6, '0') : bare);
    if (one) return [one];
  }
  const province = cells.find((cell) => /^[A-Za-z]{2}$/.test(cell))?.toUpperCase();
  for (const cell of cells) {
    const inside = /[\s([-]([A-Za-z]{2})[)\]]?$/.exec(cell);
    const whole = byName.get(plainName(cell)) ?? [];
    const within = inside
      ? (byName.get(plainName(cell.slice(0, inside.index).replace(/[\s([-]{1,4}$/, ''))) ?? []).filter(
          (one) => one.province === inside[1]!.toUpperCase(),
        )
      : [];
    const named = whole.length > 0 ? whole : within;
    if (named.length === 0) continue;
    const there = province ? named.filter((one) => one.province === province) : named;
    return there.length > 0 ? there : named;
  }
  return [];
}

function says({ byName }: Index, entry: string, named: readonly Municipality[]): Text {
  if (named.length > 1) {
    const choices = named.map(({ name, province }) => `${name} (${province})`).join(', ');
    return text(
      `Con il nome «${entry}» ci sono più comuni: scrivere ${choices}.`,
      `More than one municipality is called “${entry}”: write ${choices}.`,
    );
  }
  const start = plainName(entry).slice(0, 5);
  const like = start.length < 4 ? [] : [...byName].filter(([name]) => name.startsWith(start)).map(([, [one]]) => one!);
  const hint = like.slice(0, 3).map(({ name }) => name);
  return text(
    `«${entry}» non è nel registro dei comuni${hint.length > 0 ? `: forse ${hint.join(', ')}?` : '.'}`,
    `“${entry}” is not in the register of municipalities${hint.length > 0 ? `: perhaps ${hint.join(', ')}?` : '.'}`,
  );
}

function short(entry: string): string {
  return entry.length > 60 ? `${entry.slice(0, 60)}…` : entry;
}
