import { orRefuse, Refused } from '../../kernel/result.ts';
import type { Trace } from '../../kernel/trace.ts';
import type { Now, Tx } from '../../platform/action.ts';
import type { Role } from '../../platform/role.ts';
import type { DataRight } from '../agreement/rules/index.ts';
import { accessFactsOf } from './access-facts.ts';
import { mayAccess } from './rules/may-access.ts';
import { refusals } from './rules/refusals.ts';
import { insertAccess } from './storage/accesses.ts';
import { type DataSet, dataSetById } from './storage/data-sets.ts';
import { emergenciesLike } from './storage/emergencies.ts';
import { termsOn } from './terms-on.ts';

export type Opening = {
  readonly association: string;
  /** The id of who wants in: the one who acts in this transaction, nobody else. */
  readonly person: string | null;
  /** The post acted from, for the log. */
  readonly role?: Role | null;
  readonly dataSet: string;
  readonly right: DataRight;
  /** What the access is for, in the person's words. */
  readonly purpose: string;
  readonly now: Now;
  /** The document opened; none for a list, or where data are kept elsewhere. */
  readonly document?: string;
  /** To whom data are transmitted and on what legal basis; for `transmit`, and only for it. */
  readonly transmission?: { readonly recipient: string; readonly legalBasis: string };
  readonly origin?: string | undefined;
};

/** An access that was allowed and is in the log. */
export type Opened = { readonly dataSet: DataSet; readonly access: number; readonly trace: Trace };

/**
 * The gate to an entity's data: decides by the rule of acts, writes the access into the log, and only then lets in. The rows
 * that it guards are invisible to a transaction that has not gone through it. Needs a transaction that may write.
 *
 * Refuses `privacy/no-such-data-set` where the data set is not known to the person, and all that `mayAccess` refuses.
 * Source: R-CAL-9, ISO-3, ISO-4, ISO-16.
 */
export async function openDataSet(tx: Tx, opening: Opening): Promise<Opened> {
  const { association, person, right, now, transmission } = opening;
  const dataSet = person === null ? undefined : await dataSetById(tx, association, opening.dataSet);
  if (!dataSet || person === null) throw new Refused(refusals.noSuchDataSet());
  const facts = await accessFactsOf(tx, { association, dataSet, person, now });
  const terms = await termsOn(tx, association, now.today);
  const { basis, trace } = orRefuse(mayAccess(facts(right), terms));
  const emergency =
    basis.kind === 'emergency'
      ? (await emergenciesLike(tx, association, { dataSet: dataSet.id, person })).find(
          ({ opened, closes }) => opened <= now.instant && now.instant < closes,
        )
      : undefined;
  const access = await insertAccess(tx, association, {
    at: now.instant,
    entity: dataSet.entity,
    dataSet: dataSet.id,
    person,
    role: opening.role ?? null,
    right,
    purpose: opening.purpose,
    document: opening.document ?? null,
    recipient: transmission?.recipient ?? null,
    legalBasis: transmission?.legalBasis ?? null,
    act: basis.kind === 'act' ? basis.act : null,
    emergency: emergency?.id ?? null,
    origin: opening.origin ?? null,
  });
  return { dataSet, access, trace };
}
