import { type Day, type LocalTime, parseDay, parseLocalTime } from '../../kernel/day.ts';
import { type EntityCode, type EntityKind, entityCode, entityKinds } from '../../kernel/entity.ts';
import { type Fraction, parseFraction } from '../../kernel/fraction.ts';
import { type Cents, parseMoney } from '../../kernel/money.ts';
import { text } from '../../kernel/text.ts';
import type { FactProblem } from './simulation.ts';

/** An entity as a facts file states it. What a rule needs and does not find here is the rule's refusal, not a problem. */
export type EntityFacts = {
  readonly code: EntityCode;
  readonly name?: string;
  readonly kind: EntityKind;
  readonly population?: number;
  readonly workstations?: number;
  /** Quantities of activated services by unit name. */
  readonly units: ReadonlyMap<string, number>;
  /** Codes it speaks for; they need not be among the entities. */
  readonly represents?: readonly EntityCode[];
  readonly joined?: Day;
  readonly left?: Day;
  readonly directCosts?: Cents;
};

/** The entities of a facts file, and their codes: also those of entities that have other problems. */
export type EntityList = {
  readonly list: readonly EntityFacts[];
  readonly codes: ReadonlySet<string>;
  /** False where the list as a whole could not be read: then no code is called unknown. */
  readonly listed: boolean;
};

/** Longest text taken as a number: digits beyond it are no figure of a municipality. */
const longestNumber = 60;

const mandatory = { mandatory: true } as const;
type Need = { readonly mandatory?: boolean };

/**
 * Reads raw facts (anything that JSON or YAML can hold) key by key. Nothing stops at the first problem: each is kept with
 * the path of its key, and what could be read is returned so that the other checks are made too. `null` is a key left out.
 * Own keys only: `__proto__` and `constructor` are names like any other.
 */
export class FactReader {
  readonly problems: FactProblem[] = [];
  readonly #reported = new Set<string>();

  /** One problem for each key: the first said of it. */
  report(path: string, it: string, en: string): void {
    if (this.#reported.has(path)) return;
    this.#reported.add(path);
    this.problems.push({ path, says: text(it, en) });
  }

  /** An object whose keys are known; each other key is a problem. */
  fields(raw: unknown, path: string, known: readonly string[]): Fields | undefined {
    if (!isObject(raw)) {
      this.report(path, 'Serve un oggetto con le sue chiavi.', 'An object with its keys is needed.');
      return undefined;
    }
    for (const key of Object.keys(raw)) {
      if (known.includes(key)) continue;
      this.report(
        below(path, key),
        `Chiave sconosciuta; quelle ammesse sono: ${known.join(', ')}.`,
        `Unknown key; the known ones are: ${known.join(', ')}.`,
      );
    }
    return new Fields(this, raw, path);
  }

  /** A code that must be among the entities. */
  code(raw: unknown, path: string, entities: EntityList): EntityCode | undefined {
    if (typeof raw !== 'string' || raw === '') {
      this.report(path, 'Serve il codice di un ente, tra virgolette.', 'The code of an entity, in quotes, is needed.');
      return undefined;
    }
    if (entities.listed && !entities.codes.has(raw)) {
      this.report(path, `Nessun ente ha il codice «${raw}».`, `No entity has the code "${raw}".`);
      return undefined;
    }
    return entityCode(raw);
  }

  whole(raw: unknown, path: string, least = 0, most = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = typeof raw === 'bigint' ? Number(raw) : raw;
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.report(path, 'Serve un numero intero, senza virgolette.', 'A whole number, without quotes, is needed.');
      return undefined;
    }
    if (value < least || value > most) {
      this.report(
        path,
        `Serve un numero intero da ${least} a ${most}.`,
        `A whole number from ${least} to ${most} is needed.`,
      );
      return undefined;
    }
    return value + 0;
  }

  money(raw: unknown, path: string): Cents | undefined {
    const amount =
      typeof raw === 'string' && raw.length <= longestNumber && /^[0-9]+\.[0-9]{2}$/.test(raw)
        ? parseMoney(raw)
        : undefined;
    if (amount === undefined)
      this.report(
        path,
        'Serve un importo non negativo con due decimali, tra virgolette: "1200.00".',
        'An amount that is not negative, with two decimals and in quotes, is needed: "1200.00".',
      );
    return amount;
  }

  /** Hours, percentages, unit prices: an exact fraction of a decimal text. */
  decimal(raw: unknown, path: string, negative = false): Fraction | undefined {
    const fits =
      typeof raw === 'string' && raw.length <= longestNumber && /^-?[0-9]+(\.[0-9]+)?$/.test(raw)
        ? parseFraction(raw)
        : undefined;
    if (fits === undefined || (!negative && fits.num < 0n)) {
      this.report(
        path,
        `Serve un numero decimale${negative ? '' : ' non negativo'}, con il punto e tra virgolette: "60" o "1.9".`,
        `A decimal number${negative ? '' : ' that is not negative'}, with a point and in quotes, is needed: "60" or "1.9".`,
      );
      return undefined;
    }
    return fits;
  }

  day(raw: unknown, path: string): Day | undefined {
    const found = typeof raw === 'string' ? parseDay(raw) : undefined;
    if (!found)
      this.report(
        path,
        'Serve una data che esiste, nella forma AAAA-MM-GG e tra virgolette.',
        'A date that exists, written YYYY-MM-DD and in quotes, is needed.',
      );
    return found;
  }

  time(raw: unknown, path: string): LocalTime | undefined {
    const found = typeof raw === 'string' ? parseLocalTime(raw) : undefined;
    if (!found)
      this.report(
        path,
        "Serve un'ora locale che esiste, nella forma AAAA-MM-GGTHH:MM e tra virgolette.",
        'A local time that exists, written YYYY-MM-DDTHH:MM and in quotes, is needed.',
      );
    return found;
  }

  text(raw: unknown, path: string): string | undefined {
    if (typeof raw === 'string' && raw !== '') return raw;
    this.report(path, 'Serve un testo tra virgolette, non vuoto.', 'A text in quotes, not empty, is needed.');
    return undefined;
  }

  choice<T extends string | number>(raw: unknown, path: string, values: readonly T[]): T | undefined {
    const found = values.find((value) => value === raw);
    if (found === undefined)
      this.report(
        path,
        `Valore non ammesso; serve uno tra: ${values.join(', ')}.`,
        `Not allowed; one of these is needed: ${values.join(', ')}.`,
      );
    return found;
  }

  truth(raw: unknown, path: string): boolean | undefined {
    if (typeof raw === 'boolean') return raw;
    this.report(path, 'Serve true o false, senza virgolette.', 'true or false, without quotes, is needed.');
    return undefined;
  }
}

/** The keys of one object of the facts; each reading reports at the path of its key. */
export class Fields {
  readonly reader: FactReader;
  readonly path: string;
  readonly #source: Record<string, unknown>;

  constructor(reader: FactReader, source: Record<string, unknown>, path: string) {
    this.reader = reader;
    this.#source = source;
    this.path = path;
  }

  pathOf(key: string): string {
    return below(this.path, key);
  }

  /** The raw value; undefined where the key is left out or null. */
  raw(key: string): unknown {
    return Object.hasOwn(this.#source, key) ? (this.#source[key] ?? undefined) : undefined;
  }

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  report(key: string, it: string, en: string): void {
    this.reader.report(this.pathOf(key), it, en);
  }

  whole(key: string, { mandatory, least, most }: Need & { least?: number; most?: number } = {}): number | undefined {
    return this.#read(key, mandatory, (raw, path) => this.reader.whole(raw, path, least, most));
  }

  /** A calendar year. */
  year(key: string, need: Need = mandatory): number | undefined {
    return this.whole(key, { ...need, least: 1, most: 9999 });
  }

  money(key: string, need: Need = {}): Cents | undefined {
    return this.#read(key, need.mandatory, (raw, path) => this.reader.money(raw, path));
  }

  decimal(key: string, need: Need & { negative?: boolean } = {}): Fraction | undefined {
    return this.#read(key, need.mandatory, (raw, path) => this.reader.decimal(raw, path, need.negative));
  }

  day(key: string, need: Need = {}): Day | undefined {
    return this.#read(key, need.mandatory, (raw, path) => this.reader.day(raw, path));
  }

  time(key: string, need: Need = {}): LocalTime | undefined {
    return this.#read(key, need.mandatory, (raw, path) => this.reader.time(raw, path));
  }

  text(key: string, need: Need = {}): string | undefined {
    return this.#read(key, need.mandatory, (raw, path) => this.reader.text(raw, path));
  }

  choice<T extends string | number>(key: string, values: readonly T[], need: Need = {}): T | undefined {
    return this.#read(key, need.mandatory, (raw, path) => this.reader.choice(raw, path, values));
  }

  truth(key: string, need: Need = {}): boolean | undefined {
    return this.#read(key, need.mandatory, (raw, path) => this.reader.truth(raw, path));
  }

  code(key: string, entities: EntityList, need: Need = {}): EntityCode | undefined {
    return this.#read(key, need.mandatory, (raw, path) => this.reader.code(raw, path, entities));
  }

  /** An object with known keys. */
  fields(key: string, known: readonly string[], need: Need = {}): Fields | undefined {
    return this.#read(key, need.mandatory, (raw, path) => this.reader.fields(raw, path, known));
  }

  /** A list that is not empty. Items that could not be read are left out of what is returned (and are problems). */
  list<T>(
    key: string,
    item: (raw: unknown, path: string, place: number) => T | undefined,
    need: Need = {},
  ): T[] | undefined {
    return this.#read(key, need.mandatory, (raw, path) => {
      if (!Array.isArray(raw)) {
        this.reader.report(path, 'Serve un elenco.', 'A list is needed.');
        return undefined;
      }
      if (raw.length === 0) {
        this.reader.report(
          path,
          "L'elenco è vuoto: togliere la chiave, o riempirlo.",
          'The list is empty: leave the key out, or fill it.',
        );
        return undefined;
      }
      const items: T[] = [];
      for (let place = 0; place < raw.length; place++) {
        const read = item(raw[place], `${path}[${place}]`, place);
        if (read !== undefined) items.push(read);
      }
      return items;
    });
  }

  /** Names to values; a name whose value is null is left out. */
  map<T>(
    key: string,
    value: (raw: unknown, path: string, name: string) => T | undefined,
    need: Need = {},
  ): Map<string, T> | undefined {
    return this.#read(key, need.mandatory, (raw, path) => {
      if (!isObject(raw)) {
        this.reader.report(
          path,
          'Serve un oggetto con un valore per ogni nome.',
          'An object with a value for each name is needed.',
        );
        return undefined;
      }
      const found = new Map<string, T>();
      for (const name of Object.keys(raw)) {
        const inner = raw[name];
        if (inner === null || inner === undefined) continue;
        const read = value(inner, below(path, name), name);
        if (read !== undefined) found.set(name, read);
      }
      return found;
    });
  }

  /** A list of codes of entities, each once. With `anyCode` they need not be among the entities. */
  codes(key: string, entities: EntityList | 'any', need: Need = {}): EntityCode[] | undefined {
    const seen = new Set<string>();
    return this.list(
      key,
      (raw, path) => {
        const code =
          entities === 'any'
            ? (this.reader.text(raw, path) as EntityCode | undefined)
            : this.reader.code(raw, path, entities);
        if (typeof raw !== 'string') return code;
        if (seen.has(raw)) {
          this.reader.report(path, `Il codice «${raw}» è ripetuto.`, `The code "${raw}" is there twice.`);
          return undefined;
        }
        seen.add(raw);
        return code;
      },
      need,
    );
  }

  /** Codes of entities to values. */
  byCode<T>(
    key: string,
    entities: EntityList,
    value: (raw: unknown, path: string) => T | undefined,
    need: Need = {},
  ): Map<EntityCode, T> | undefined {
    return this.map(
      key,
      (raw, path, name) => {
        const code = this.reader.code(name, path, entities);
        const read = value(raw, path);
        return code === undefined ? undefined : read;
      },
      need,
    ) as Map<EntityCode, T> | undefined;
  }

  /** The entities: at least one, codes unique. `directCosts` is a key only where the rule reads it. */
  entities(key = 'entities', { directCosts = false }: { directCosts?: boolean } = {}): EntityList {
    const known = directCosts ? [...entityKeys, 'directCosts'] : entityKeys;
    const codes = new Set<string>();
    const list = this.list(
      key,
      (raw, path) => {
        const entity = this.reader.fields(raw, path, known);
        return entity && readEntity(entity, codes);
      },
      mandatory,
    );
    return { list: list ?? [], codes, listed: list !== undefined };
  }

  #read<T>(
    key: string,
    needed: boolean | undefined,
    read: (raw: unknown, path: string) => T | undefined,
  ): T | undefined {
    const raw = this.raw(key);
    if (raw !== undefined) return read(raw, this.pathOf(key));
    if (needed) this.report(key, `Manca «${key}».`, `"${key}" is missing.`);
    return undefined;
  }
}

const entityKeys: readonly string[] = [
  'code',
  'name',
  'kind',
  'population',
  'workstations',
  'units',
  'represents',
  'joined',
  'left',
];

function readEntity(entity: Fields, codes: Set<string>): EntityFacts | undefined {
  const code = entity.text('code', mandatory);
  if (code !== undefined && codes.has(code)) {
    entity.report(
      'code',
      `Il codice «${code}» è già di un altro ente.`,
      `The code "${code}" is already that of another entity.`,
    );
  }
  if (code !== undefined) codes.add(code);
  const joined = entity.day('joined');
  const left = entity.day('left');
  if (joined !== undefined && left !== undefined && left < joined) {
    entity.report('left', "L'uscita precede l'ingresso.", 'It left before it joined.');
  }
  const read = {
    name: entity.text('name'),
    kind: entity.choice('kind', entityKinds) ?? 'comune',
    population: entity.whole('population'),
    workstations: entity.whole('workstations'),
    units: entity.map('units', (raw, path) => entity.reader.whole(raw, path)) ?? new Map<string, number>(),
    represents: entity.codes('represents', 'any'),
    joined,
    left,
    directCosts: entity.money('directCosts'),
  };
  return code === undefined ? undefined : ({ code: entityCode(code), ...read } as EntityFacts);
}

function isObject(raw: unknown): raw is Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  const prototype = Object.getPrototypeOf(raw);
  return prototype === Object.prototype || prototype === null;
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** For sentences: an entity as its name and code. */
export function nameOf(entity: Pick<EntityFacts, 'code' | 'name'>): string {
  return entity.name === undefined ? entity.code : `${entity.name} (${entity.code})`;
}
