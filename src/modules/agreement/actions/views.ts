import type { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import type { Reach } from '../../../platform/role.ts';
import {
  type ActiveReading,
  type AgreementDocument,
  clausesInForce,
  compareVersions,
  expiryOf,
  kindNames,
  readingChoices,
  versionOn,
  versionValues,
  type WrittenClause,
  withReadings,
} from '../rules/index.ts';
import type { StoredDocument } from '../storage/documents.ts';
import type { agreementView, clauseHead, clauseView } from './shapes.ts';

/** The head of a stored document as answers show it; who imported it is not public. */
export function headOf(
  { number, sha256, imported, importedBy, adopted, since, act }: Omit<StoredDocument, 'document'>,
  reach: Reach = 'g',
) {
  return {
    number,
    sha256,
    imported: imported.toISOString(),
    importedBy: reach === 'p' ? '' : importedBy,
    adopted: adopted?.toISOString() ?? null,
    since,
    act,
  };
}

/** Whether a document is shown to who reads this far: drafts are not public. */
export function isShown(document: { readonly adopted: Date | null }, reach: Reach): boolean {
  return reach !== 'p' || document.adopted !== null;
}

export function readingViewOf(document: AgreementDocument, reading: ActiveReading) {
  const { key, clause, nature, question, value, allowed, says } = reading;
  const choices = readingChoices(reading);
  return { key, clause, nature, question, value, allowed, choices, says, used: readingsUsed(document).has(key) };
}

const used = new WeakMap<AgreementDocument, ReadonlySet<string>>();

/** The readings that values of clauses hang on. */
function readingsUsed(document: AgreementDocument): ReadonlySet<string> {
  let keys = used.get(document);
  if (!keys) {
    const { agreement } = withReadings(document);
    keys = new Set(
      document.clauses.flatMap(({ versions }) =>
        versions.flatMap((version) => versionValues(agreement, version).flatMap(({ reading }) => reading ?? [])),
      ),
    );
    used.set(document, keys);
  }
  return keys;
}

function actOf(document: AgreementDocument, id: string | undefined) {
  const act = document.acts.find((each) => each.id === id);
  if (!act) return null;
  const { title, body = null, number = null, date = null } = act;
  return { id: act.id, title, body, number, date: date as Day | null };
}

/** What a document says of itself. */
export function agreementViewOf(
  stored: StoredDocument,
  { reach, on }: { readonly reach: Reach; readonly on: Day },
): z.input<typeof agreementView> {
  const { document } = stored;
  const { agreement } = withReadings(document);
  const [expiry] = clausesInForce(agreement, 'duration', on).flatMap((clause) => expiryOf(clause, on) ?? []);
  return {
    ...headOf(stored, reach),
    id: document.id,
    name: document.name,
    shortName: document.shortName,
    type: document.type,
    aliases: document.aliases,
    state: document.state,
    ends: expiry?.on ?? null,
    expiry: expiry ? { daysLeft: expiry.daysLeft, alert: expiry.alert, renews: expiry.renews } : null,
    about: document.about ?? null,
    lead: document.lead.name,
    office: document.office ? { name: document.office.name, seat: document.office.seat ?? null } : null,
    acts: document.acts.map(({ id }) => actOf(document, id)!),
    sources: document.sources,
    missing: document.missing,
    participants: document.participants.map(({ code = null, name, kind, relation, successor = null }) => ({
      code,
      name,
      kind,
      relation,
      successor,
    })),
    parts: document.parts,
    readings: [...agreement.readings.values()].map((reading) => readingViewOf(document, reading)),
  };
}

export function clauseHeadOf(clause: WrittenClause): z.input<typeof clauseHead> {
  return {
    id: clause.id,
    article: clause.article,
    part: clause.part ?? null,
    title: clause.title,
    summary: clause.summary,
    kind: clause.kind,
    decides: kindNames[clause.kind],
    computes: clause.kind !== 'statement',
    requirement: clause.requirement,
    readings: Object.keys(clause.readings).length,
  };
}

/** A clause whole, as it stands on a day. */
export function clauseViewOf(document: AgreementDocument, clause: WrittenClause, on: Day): z.input<typeof clauseView> {
  const { readings: _count, ...head } = clauseHeadOf(clause);
  const { agreement } = withReadings(document);
  const current = versionOn(clause, on);
  return {
    ...head,
    drives: clause.drives ?? null,
    notes: clause.notes,
    legalReferences: clause.legalReferences,
    versions: clause.versions.map((version, place) => {
      const { since, by, changed, ...terms } = version;
      const act = actOf(document, by);
      return {
        since: (since as Day | undefined) ?? null,
        by: act?.title.it ?? null,
        act,
        terms,
        values: versionValues(agreement, version),
        changed: changed ?? null,
        changes:
          place === 0
            ? []
            : compareVersions(clause, place - 1, place).filter(({ path }) => !/^(since|by|changed)\b/.test(path)),
        inForce: place === current,
      };
    }),
    readings: Object.keys(clause.readings).map((key) => readingViewOf(document, agreement.readings.get(key)!)),
    examples: clause.examples.map(({ title, rule, given, expect }) => ({ title, rule, given, expect })),
  };
}
