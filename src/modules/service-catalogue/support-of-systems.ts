import { type Day, day } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { type AgreementOfCatalogue, agreementOfCatalogue } from './agreement-of-catalogue.ts';
import { type SystemClauses, type SystemStanding, scopeOf, standingOf } from './rules/index.ts';
import { type StoredStandard, standardsOf } from './storage/standards.ts';
import { type StoredSystem, systemsOf } from './storage/systems.ts';

/** The reading that says whether support needs the authorisation; where an agreement has it, systems follow standards. */
const authorisationReading = 'standards.supported_requires_authorisation';
const legacyReading = 'standards.legacy';
/** The reading that says what happens to requests; where an agreement has it, what is supported is bought by the office. */
const ticketsReading = 'scope.unsupported_tickets';

const never = day('9999-12-31');

/** What the agreement and the standards adopted say of systems, on a day. */
export async function supportRules(tx: Tx, association: string, on: Day) {
  const agreement = await agreementOfCatalogue(tx, association, on);
  const standards = await standardsOf(tx, association);
  return {
    agreement,
    standards,
    /** How a system stands by the clauses that hold that day. */
    standing: (system: StoredSystem): SystemStanding =>
      standingOf(
        {
          bought: system.bought,
          boughtBy: system.boughtBy,
          conformsTo: new Set(system.conforms && system.standard !== null ? [system.standard] : []),
          authorised: system.authorisation === 'given',
        },
        clausesFor(system, { agreement, standards }),
        on,
      ),
  };
}

/** The standard in force for a kind of system on a day; undefined where there is none. */
export function standardInForce(
  standards: readonly StoredStandard[],
  { kind, on }: { readonly kind: StoredStandard['kind']; readonly on: Day },
): StoredStandard | undefined {
  return standards
    .filter((standard) => standard.stage === 'adopted' && standard.kind === kind && standard.since <= on)
    .reduce<StoredStandard | undefined>((last, each) => (last && last.since >= each.since ? last : each), undefined);
}

type Known = {
  readonly agreement: AgreementOfCatalogue | undefined;
  readonly standards: readonly StoredStandard[];
};

function clausesFor(system: StoredSystem, { agreement, standards }: Known): SystemClauses {
  if (!agreement) return {};
  const adopted = standards.filter(({ stage, kind }) => stage === 'adopted' && kind === system.kind);
  const gate = agreement.sourceOfReading(authorisationReading);
  const { readings } = agreement.agreement;
  const until = adopted.toSorted((a, b) => (a.since < b.since ? -1 : 1))[0]?.legacyUntil ?? never;
  const legacy =
    readings.get(legacyReading)?.value === 'unsupported_at_once' ? 'unsupported' : { supportedUntil: until };
  const purchase = agreement.sourceOfReading(ticketsReading);
  const clause = purchase && agreement.scope.find(({ id }) => id === purchase.clause);
  const asked = { category: system.category, project: undefined, hostsManagementApplications: false };
  const scope = clause && scopeOf(asked, clause);
  return {
    standards: gate && {
      versions: adopted.map(({ code, since }) => ({ version: code, since })),
      readings: { supportedRequiresAuthorisation: readings.get(authorisationReading)?.value === true, legacy },
      source: gate,
    },
    purchase:
      purchase && scope?.ok
        ? { byOffice: scope.value.outcome === 'in-scope', says: scope.value.says, source: purchase }
        : undefined,
  };
}

/** What is said of a system that a request is about. */
export type SupportOfAsset = {
  readonly system: string;
  readonly standing: SystemStanding;
  /** What happens to requests about what is not supported: they are not opened, or wait for everything else. */
  readonly effect: 'blocked' | 'downgraded';
};

/**
 * The declared system of an entity that goes by this name, with how it stands; undefined where none does.
 * Source: settings `scope.unsupported_tickets` (VV-10.5.a); Calatino, art. 2 (CAL-2.std.2), where requests are not opened.
 */
export async function supportOfAsset(
  tx: Tx,
  association: string,
  { entity, asset, on }: { readonly entity: string; readonly asset: string; readonly on: Day },
): Promise<SupportOfAsset | undefined> {
  const wanted = asset.trim().toLowerCase();
  if (wanted === '') return undefined;
  const found = (await systemsOf(tx, association, { entity })).find(({ name }) => name.trim().toLowerCase() === wanted);
  if (!found) return undefined;
  const { agreement, standing } = await supportRules(tx, association, on);
  const effect = agreement?.agreement.readings.get(ticketsReading)?.value;
  return {
    system: found.name,
    standing: standing(found),
    effect: effect === 'downgraded' ? 'downgraded' : 'blocked',
  };
}
