import type { Day } from '../../../../kernel/day.ts';
import { text } from '../../../../kernel/text.ts';
import type { Way } from '../entity.ts';
import { readKind, readRelation } from '../entity-fields.ts';
import { readFigure } from '../figure-value.ts';
import { isRegister, readRegister, registerTitle } from '../register.ts';
import { cell, checked, dayCell, keysOf, type Line, named, problems, short, written } from './line.ts';
import type { ReadRow, RowFields, RowFigure, RowMembership, Standing } from './read-row.ts';

/** A row of a table of one's own: what it says of the entity, of its membership, of its figures. */
export function readOwnRow(line: Line): ReadRow {
  const { code, ...codes } = written(line, ['code', 'ipa', 'istat', 'belfiore']);
  const keys = keysOf({ ...codes, ...(code ? { code } : {}) });
  if (Object.keys(keys).length === 0 && line.problems.length === 0) line.problems.push(problems.noCode);
  const described = written(line, ['name', 'taxCode', 'province', 'region', 'latitude', 'longitude']);
  if ((cell(line, 'latitude') === '') !== (cell(line, 'longitude') === '')) line.problems.push(problems.halfPlace);
  const membership = membershipOf(line);
  const representative = cell(line, 'representative').toLowerCase();
  if (representative) checked(line, 'code', representative);
  return {
    ...named(line, cell(line, 'label') || described.name),
    keys,
    fields: { ...described, ...codes, ...choicesOf(line) },
    figures: figuresOf(line),
    ...(membership ? { membership } : {}),
    ...(representative ? { representative } : {}),
  };
}

function choicesOf(line: Line): RowFields {
  const kind = oneOf(line, 'kind', readKind, [
    'comune, unione, comunità montana, provincia o altro',
    'comune, unione, comunità montana, provincia or altro',
  ]);
  const relation = oneOf(line, 'relation', readRelation, ['aderente, capofila o partner', 'member, lead or partner']);
  const hasCed = oneOf(line, 'hasCed', (typed) => truths.get(typed.toLowerCase()), ['sì o no', 'yes or no']);
  return {
    ...(kind ? { kind } : {}),
    ...(relation ? { relation } : {}),
    ...(hasCed === undefined ? {} : { hasCed }),
  };
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['sì', true],
  ['si', true],
  ['yes', true],
  ['1', true],
  ['no', false],
  ['0', false],
]);

const ways: Readonly<Record<string, Way>> = {
  firmatario: 'signatory',
  signatory: 'signatory',
  singola: 'single',
  single: 'single',
  rappresentato: 'represented',
  represented: 'represented',
};

function membershipOf(line: Line): RowMembership | undefined {
  const joined = dayCell(line, 'joined');
  const signed = dayCell(line, 'signed');
  const way = oneOf(line, 'way', (typed) => ways[typed.toLowerCase()], [
    'firmatario, singola o rappresentato',
    'signatory, single or represented',
  ]);
  if (joined && signed && signed > joined) line.problems.push(problems.signedAfterJoining);
  const act = cell(line, 'act').slice(0, 400);
  if (!joined) return undefined;
  return { joined, ...(signed ? { signed } : {}), ...(way ? { way } : {}), ...(act ? { act } : {}) };
}

function figuresOf(line: Line): RowFigure[] {
  const { file, choices } = line.context;
  const ownDay = dayCell(line, 'on');
  const sourceOf = (register: string) => {
    const own = file.sources.find((column) => column.register === register);
    const written = (own && line.cells[own.index]?.trim()) || cell(line, 'source');
    return (written || choices.source || 'file importato').slice(0, 200);
  };
  const standing: Standing = /^provvisori|^provisional/i.test(cell(line, 'standing')) ? 'provisional' : 'final';
  const figures: RowFigure[] = [];
  const read = (register: string, typed: string, on: Day | undefined) => {
    const value = readFigure(register, typed);
    if (!value.ok) {
      const { it, en } = registerTitle(register);
      line.problems.push(text(`${capital(it)}: ${value.says.it}`, `${capital(en)}: ${value.says.en}`));
    }
    if (!on && cell(line, 'on') === '') line.problems.push(problems.noDay);
    if (value.ok && on && isRegister(register)) {
      figures.push({ register, on, value: String(value.value), standing, source: sourceOf(register) });
    }
  };
  for (const column of file.figures) {
    const typed = (line.cells[column.index] ?? '').trim();
    if (typed !== '') read(column.register, typed, column.on ?? ownDay ?? choices.on);
  }
  const typed = cell(line, 'value');
  if (typed !== '') {
    const name = cell(line, 'register');
    const register = name ? readRegister(name) : choices.register;
    if (register) read(register, typed, ownDay ?? choices.on);
    else line.problems.push(name ? problems.notARegister(name) : problems.noRegister);
  }
  return figures;
}

/** A cell with one of a few words; empty says nothing, another word is wrong. */
function oneOf<T>(
  line: Line,
  field: 'kind' | 'relation' | 'hasCed' | 'way',
  read: (typed: string) => T | undefined,
  allowed: readonly [string, string],
): T | undefined {
  const typed = cell(line, field);
  if (typed === '') return undefined;
  const value = read(typed);
  if (value === undefined) line.problems.push(problems.notOneOf(short(typed), ...allowed));
  return value;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
