import { type Day, parseDay } from '../../../kernel/day.ts';
import { parseMoney } from '../../../kernel/money.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import type { Text } from '../../../kernel/text.ts';
import { type ClauseKind, type Terms, termsSchema } from './clause-kind.ts';
import type { AgreementDocument, AllowedValues, Reading, SettingValue, WrittenClause } from './document.ts';
import { isReadingReference, plainValue, referredValue } from './parameter.ts';
import { partsTaken } from './parts-taken.ts';
import { refusals } from './refusals.ts';

/** A reading with the clause it belongs to and the value it has now. */
export type ActiveReading = Reading & {
  readonly key: string;
  readonly clause: string;
  readonly value: SettingValue;
  readonly overridden: boolean;
};

/** One value of a clause that a reading decided: for explanations. */
export type UsedReading = {
  readonly key: string;
  readonly value: SettingValue;
  readonly path: string;
  /** What the reading asks, and what the chosen value means, in the words of the document. */
  readonly question?: Text | undefined;
  readonly meaning?: Text | undefined;
};

/** A clause in the version in force on a day, its readings resolved. */
export type InForce<K extends ClauseKind> = {
  readonly id: string;
  readonly kind: K;
  readonly article: string;
  readonly title: { readonly it: string; readonly en: string };
  readonly requirement: readonly string[];
  readonly source: Source;
  readonly terms: Terms<K>;
  /** The readings its terms use. */
  readonly readings: readonly UsedReading[];
};

/** An agreement with its readings decided: what rules are given. */
export type Agreement = {
  readonly document: AgreementDocument;
  readonly id: string;
  readonly lead: AgreementDocument['lead'];
  readonly readings: ReadonlyMap<string, ActiveReading>;
};

export type OverrideProblem = { readonly path: string; readonly says: { readonly it: string; readonly en: string } };

/**
 * An agreement with some readings chosen otherwise. Unknown keys and values that are not allowed are problems, each at
 * `readings.<key>`, all at once.
 */
export function withReadings(
  document: AgreementDocument,
  overrides: Readonly<Record<string, unknown>> = {},
): { agreement: Agreement; problems: OverrideProblem[] } {
  const written = asItStands(document);
  const given = Object.entries(overrides).filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return { agreement: written.agreement, problems: [] };
  const readings = new Map(written.agreement.readings);
  const problems: OverrideProblem[] = [];
  for (const [key, value] of given) {
    const reading = readings.get(key) ?? wildcard(readings, key);
    const path = `readings.${key}`;
    if (!reading) {
      problems.push({
        path,
        says: { it: `La convenzione non ha l'impostazione «${key}».`, en: `The agreement has no setting "${key}".` },
      });
      continue;
    }
    const wrong = whyNotAllowed(value, reading.allowed) ?? unknownParts(value, written.parts.get(key));
    if (wrong) {
      problems.push({ path, says: wrong });
      continue;
    }
    readings.set(key, { ...reading, key, value: value as SettingValue, overridden: true });
  }
  const agreement: Agreement = { document, id: document.id, lead: document.lead, readings };
  for (const { key, clause } of illFormed(agreement)) {
    problems.push({
      path: `readings.${key}`,
      says: {
        it: `Il valore non ha la forma che la clausola «${clause}» richiede.`,
        en: `The value does not have the form that clause "${clause}" needs.`,
      },
    });
    const { value: _wrong, overridden: _by, ...reading } = readings.get(key)!;
    readings.set(key, { ...reading, value: reading.chosen, overridden: false });
  }
  return { agreement, problems };
}

/** A document with the choices it makes itself, and the readings that each version of its clauses uses: made once. */
type AsItStands = {
  readonly agreement: Agreement;
  readonly keys: ReadonlyMap<object, ReadonlySet<string>>;
  readonly parts: ReturnType<typeof partsTaken>;
};

const standing = new WeakMap<AgreementDocument, AsItStands>();

function asItStands(document: AgreementDocument): AsItStands {
  const known = standing.get(document);
  if (known) return known;
  const readings = new Map<string, ActiveReading>();
  for (const clause of document.clauses) {
    for (const [key, reading] of Object.entries(clause.readings)) {
      readings.set(key, { ...reading, key, clause: clause.id, value: reading.chosen, overridden: false });
    }
  }
  const agreement: Agreement = { document, id: document.id, lead: document.lead, readings };
  const keys = new Map(
    document.clauses.flatMap(({ versions }) =>
      versions.map(
        (version) => [version, new Set(resolveTerms(agreement, version).used.map(({ key }) => key))] as const,
      ),
    ),
  );
  const made = { agreement, keys, parts: partsTaken(document) };
  standing.set(document, made);
  return made;
}

/** Whether a version of a clause uses a reading that was chosen otherwise. */
function isAmended(agreement: Agreement, version: WrittenClause['versions'][number]): boolean {
  for (const key of asItStands(agreement.document).keys.get(version) ?? []) {
    if (agreement.readings.get(key)?.overridden) return true;
  }
  return false;
}

/** Overridden readings whose value does not fit a clause that uses them, each once, with the first such clause. */
function illFormed(agreement: Agreement): { key: string; clause: string }[] {
  const wrong = new Map<string, string>();
  for (const clause of agreement.document.clauses) {
    for (const version of clause.versions) {
      if (!isAmended(agreement, version)) continue;
      const suspects = [
        ...new Set(
          resolveTerms(agreement, version)
            .used.map(({ key }) => key)
            .filter((key) => agreement.readings.get(key)?.overridden),
        ),
      ];
      const fits = (overridden: (key: string) => boolean): boolean => {
        const readings = overriddenOnly(agreement.readings, overridden);
        const { terms, used } = resolveTerms({ ...agreement, readings }, version);
        const missing = used.flatMap(({ value, path }) => (value === null ? [path] : []));
        const faults = termsSchema(clause.kind).safeParse(terms).error?.issues ?? [];
        return faults.every(({ path }) => missing.includes(placeOf(path)));
      };
      if (fits(() => true)) continue;
      const alone = suspects.filter((suspect) => !fits((key) => key === suspect));
      const blamed = alone.length > 0 ? alone : suspects;
      for (const key of blamed) if (!wrong.has(key)) wrong.set(key, clause.id);
    }
  }
  return [...wrong].map(([key, clause]) => ({ key, clause }));
}

/** The path of a fault, written as the paths of the readings used. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function overriddenOnly(readings: Agreement['readings'], kept: (key: string) => boolean): Agreement['readings'] {
  return new Map(
    [...readings].map(([key, reading]) => [key, kept(key) ? reading : { ...reading, value: reading.chosen }]),
  );
}

function wildcard(readings: ReadonlyMap<string, ActiveReading>, key: string): ActiveReading | undefined {
  for (const [pattern, reading] of readings) {
    if (pattern.endsWith('.*') && key.startsWith(pattern.slice(0, -1)) && key.length > pattern.length - 1)
      return reading;
  }
  return undefined;
}

/** Why a value may not be chosen, or undefined when it may. */
export function whyNotAllowed(value: unknown, allowed: AllowedValues): { it: string; en: string } | undefined {
  const shown = JSON.stringify(value);
  if (allowed === 'any' || allowed === 'terms') return undefined;
  if (allowed === 'text')
    return typeof value === 'string' ? undefined : { it: `${shown} non è un testo.`, en: `${shown} is not a text.` };
  if (allowed === 'month-day') {
    return typeof value === 'string' && parseDay(`2027-${value}`)
      ? undefined
      : {
          it: `${shown} non è un giorno dell'anno nella forma MM-GG.`,
          en: `${shown} is not a day of the year as MM-DD.`,
        };
  }
  if (allowed === 'day')
    return typeof value === 'string' && parseDay(value)
      ? undefined
      : { it: `${shown} non è una data nella forma AAAA-MM-GG.`, en: `${shown} is not a date as YYYY-MM-DD.` };
  if (allowed === 'money') {
    const amount = typeof value === 'string' ? parseMoney(value) : undefined;
    return amount !== undefined && amount >= 0n
      ? undefined
      : {
          it: `${shown} non è un importo con due decimali tra virgolette.`,
          en: `${shown} is not a quoted amount with two decimals.`,
        };
  }
  if (allowed === 'decimal')
    return typeof value === 'string' && /^-?[0-9]+(\.[0-9]+)?$/.test(value)
      ? undefined
      : { it: `${shown} non è un numero decimale tra virgolette.`, en: `${shown} is not a quoted decimal number.` };
  if ('choice' in allowed) {
    if (allowed.choice.some((choice) => choice === value)) return undefined;
    const list = allowed.choice.map((choice) => JSON.stringify(choice)).join(', ');
    return {
      it: `${shown} non è tra i valori ammessi: ${list}.`,
      en: `${shown} is not one of the allowed values: ${list}.`,
    };
  }
  const whole = 'whole' in allowed;
  const { min, max } = whole ? allowed.whole : allowed.number;
  const fits =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (!whole || Number.isInteger(value)) &&
    (min === undefined || value >= min) &&
    (max === undefined || value <= max);
  if (fits) return undefined;
  const range = {
    it: `${min === undefined ? '' : ` da ${min}`}${max === undefined ? '' : ` fino a ${max}`}`,
    en: `${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` up to ${max}`}`,
  };
  return {
    it: `${shown} non è un numero${whole ? ' intero' : ''}${range.it}.`,
    en: `${shown} is not a ${whole ? 'whole ' : ''}number${range.en}.`,
  };
}

/** A map has only the entries that clauses take from it: any other would be ignored. */
function unknownParts(value: unknown, taken: ReadonlySet<string> | undefined): { it: string; en: string } | undefined {
  if (!taken || typeof value !== 'object' || value === null) return undefined;
  const unknown = Object.keys(value).filter((part) => !taken.has(part));
  if (unknown.length === 0) return undefined;
  const known = [...taken].join(', ');
  return {
    it: `Voci sconosciute: ${unknown.join(', ')}; quelle ammesse sono: ${known}.`,
    en: `Unknown entries: ${unknown.join(', ')}; the known ones are: ${known}.`,
  };
}

/** All readings flat: key to value now. Wildcards are left out until somebody chooses one. */
export function chosenReadings(agreement: Agreement): Record<string, SettingValue> {
  const chosen: Record<string, SettingValue> = {};
  for (const [key, reading] of agreement.readings) if (!key.endsWith('.*')) chosen[key] = reading.value;
  return chosen;
}

function resolveTerms(
  agreement: Agreement,
  version: WrittenClause['versions'][number],
): { terms: Record<string, unknown>; used: UsedReading[] } {
  const used: UsedReading[] = [];
  const substitute = (value: unknown, path: string): unknown => {
    if (isReadingReference(value)) {
      const active = agreement.readings.get(value.reading);
      const chosen = active?.value;
      used.push({ key: value.reading, value: chosen ?? null, path, ...inWords(active, chosen) });
      return referredValue(value, chosen);
    }
    if (Array.isArray(value)) return value.map((item, place) => substitute(item, `${path}[${place}]`));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, substitute(inner, path ? `${path}.${key}` : key)]),
      );
    }
    return value;
  };
  const { since: _since, by: _by, changed: _changed, ...terms } = version;
  return { terms: substitute(terms, '') as Record<string, unknown>, used };
}

function inWords(reading: ActiveReading | undefined, chosen: unknown): Pick<UsedReading, 'question' | 'meaning'> {
  const meanings = reading?.says;
  const plain = plainValue(chosen);
  return {
    question: reading?.question,
    meaning: meanings && plain !== undefined && Object.hasOwn(meanings, plain) ? meanings[plain] : undefined,
  };
}

const resolvedClauses = new WeakMap<Agreement, Map<string, InForce<ClauseKind>>>();

/** The place of the version in force on a day: the latest that has begun; -1 before all of them. */
export function versionOn(clause: WrittenClause, on: Day): number {
  let found = -1;
  clause.versions.forEach((version, place) => {
    if (version.since !== undefined && version.since > on) return;
    const best = clause.versions[found];
    if (!best || (version.since ?? '') >= (best.since ?? '')) found = place;
  });
  return found;
}

/** A clause in force on a day, or the refusal that it was not yet, or that a value it needs is in no text at hand. */
export function clauseInForce<K extends ClauseKind>(
  agreement: Agreement,
  clause: WrittenClause & { kind: K },
  on: Day,
): Result<InForce<K>> {
  const place = versionOn(clause, on);
  if (place < 0) return refuse(refusals.notYetInForce(agreement.document, clause, on));
  const unchanged = asItStands(agreement.document).agreement;
  if (agreement !== unchanged && !isAmended(agreement, clause.versions[place]!))
    return clauseInForce(unchanged, clause, on);
  let known = resolvedClauses.get(agreement);
  if (!known) {
    known = new Map();
    resolvedClauses.set(agreement, known);
  }
  const key = `${clause.id}#${place}`;
  const cached = known.get(key);
  if (cached) return ok(cached as InForce<K>);
  const version = clause.versions[place]!;
  const { terms, used } = resolveTerms(agreement, version);
  const parsed = termsSchema(clause.kind).safeParse(terms);
  if (!parsed.success) {
    const missing = used.find(({ value }) => value === null);
    if (!missing) throw parsed.error;
    return refuse(refusals.missingValue(agreement.document, clause, missing.key));
  }
  const act = agreement.document.acts.find((candidate) => candidate.id === version.by);
  const source: Source = {
    agreement: agreement.id,
    clause: clause.id,
    article: clause.article,
    ...(version.since ? { since: version.since as Day } : {}),
    ...(act ? { by: act.title.it } : {}),
  };
  const inForce = {
    id: clause.id,
    kind: clause.kind,
    article: clause.article,
    title: clause.title,
    requirement: clause.requirement,
    source,
    terms: parsed.data,
    readings: used,
  } as InForce<K>;
  known.set(key, inForce as InForce<ClauseKind>);
  return ok(inForce);
}

/** Every clause of a kind in force on a day; those not yet in force, or without a value they need, are left out. */
export function clausesInForce<K extends ClauseKind>(agreement: Agreement, kind: K, on: Day): InForce<K>[] {
  const found: InForce<K>[] = [];
  for (const clause of agreement.document.clauses) {
    if (clause.kind !== kind) continue;
    const inForce = clauseInForce(agreement, clause as WrittenClause & { kind: K }, on);
    if (inForce.ok) found.push(inForce.value);
  }
  return found;
}

/**
 * The one clause of a kind in force on a day. Refuses `agreement/no-such-clause` where the agreement has none of that kind
 * (nothing is computed until it says so) and `agreement/not-yet-in-force` before its first version.
 */
export function theClause<K extends ClauseKind>(
  agreement: Agreement,
  kind: K,
  on: Day,
  which: (terms: Terms<K>) => boolean = () => true,
): Result<InForce<K>> {
  const written = agreement.document.clauses.filter((clause) => clause.kind === kind);
  if (written.length === 0) return refuse(refusals.noSuchClause(agreement.document, kind));
  const inForce = clausesInForce(agreement, kind, on);
  if (inForce.length === 0) return clauseInForce(agreement, written[0] as WrittenClause & { kind: K }, on);
  const fitting = inForce.find((clause) => which(clause.terms));
  return fitting ? ok(fitting) : refuse(refusals.noSuchClause(agreement.document, kind));
}
