import type { Day } from '../../../kernel/day.ts';
import type { Source } from '../../../kernel/source.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { given, stated, step, type Trace, truth, words } from '../../../kernel/trace.ts';
import { type StandardsReadings, type StandardsVersion, standardsGate } from './standards-gate.ts';

/** A point that a standard asks for; `needed` where nothing conforms without it. */
export type StandardPoint = { readonly code: string; readonly says: Text; readonly needed: boolean };

/** Whether all that is needed is there. */
export function conformsTo(points: readonly StandardPoint[], met: (code: string) => boolean): boolean {
  return points.every(({ code, needed }) => !needed || met(code));
}

/** A system as far as supporting it goes. */
export type DeclaredSystem = {
  readonly bought: Day | null;
  readonly boughtBy: 'office' | 'entity' | null;
  readonly conformsTo: ReadonlySet<string>;
  readonly authorised: boolean;
};

/** What the agreement says about systems; a part that it does not regulate is undefined. */
export type SystemClauses = {
  /** Systems follow standards (Calatino, art. 2), read in this way. */
  readonly standards?:
    | { readonly readings: StandardsReadings; readonly versions: readonly StandardsVersion[]; readonly source: Source }
    | undefined;
  /** What is supported is bought by the office (Valdarno e Valdisieve, art. 10 c. 5), for what is of this category. */
  readonly purchase?: { readonly byOffice: boolean; readonly says: Text; readonly source: Source } | undefined;
};

export type SystemStanding = {
  readonly supported: boolean;
  readonly integrable: boolean;
  readonly reasons: readonly Text[];
  /** The clause that decides; undefined where none speaks. */
  readonly source: Source | undefined;
  readonly explain: () => Trace;
};

/**
 * Whether a system is supported and may join the network, on a day. What is not bought yet is judged as if bought that day.
 * Where the agreement says nothing about systems, all are supported.
 * Source: rule R-CAL-8; rule R-VV-8, last line (VV-10.5.a).
 */
export function standingOf(system: DeclaredSystem, clauses: SystemClauses, on: Day): SystemStanding {
  const { standards, purchase } = clauses;
  const reasons: Text[] = [];
  const from: Trace[] = [];
  let [supported, integrable] = [true, true];
  let source: Source | undefined;
  if (standards) {
    const asset = { bought: system.bought ?? on, conformsTo: system.conformsTo, authorised: system.authorised };
    const gate = standardsGate(asset, { ...standards, on });
    supported = gate.supported;
    integrable = gate.integrable;
    reasons.push(...gate.reasons);
    if (!supported || !integrable) source = standards.source;
    from.push(
      stated(
        text('standard in vigore quando è stato acquistato', 'standards in force when it was bought'),
        words(gate.version ?? text('nessuno', 'none')),
        standards.source,
      ),
      given(text('acquistato il', 'bought on'), words(system.bought ?? text('non ancora', 'not yet'))),
      given(
        text('rispetta lo standard', 'conforms to the standard'),
        truth(gate.version !== undefined && system.conformsTo.has(gate.version)),
      ),
      given(text('autorizzato', 'authorised'), truth(system.authorised)),
      stated(
        text("per assisterlo serve anche l'autorizzazione", 'supporting it needs the authorisation too'),
        truth(standards.readings.supportedRequiresAuthorisation),
        standards.source,
      ),
    );
  }
  if (purchase) {
    from.push(
      stated(text('chi lo acquista', 'who buys it'), words(purchase.says), purchase.source),
      given(
        text('acquistato da', 'bought by'),
        words(
          system.boughtBy === null
            ? text('nessuno ancora', 'nobody yet')
            : system.boughtBy === 'office'
              ? text("l'ufficio", 'the office')
              : text("l'ente", 'the entity'),
        ),
      ),
    );
    if (purchase.byOffice && system.boughtBy === 'entity') {
      supported = false;
      source ??= purchase.source;
      reasons.push(text("Non è stato acquistato dall'ufficio.", 'It was not bought by the office.'));
    }
  }
  const outcome = supported ? text('assistito', 'supported') : text('non assistito', 'unsupported');
  return {
    supported,
    integrable,
    reasons,
    source: source ?? standards?.source ?? purchase?.source,
    explain: () =>
      step(
        text('assistenza del sistema', 'support of the system'),
        words(outcome),
        reasons[0] ?? text('Nulla lo esclude.', 'Nothing excludes it.'),
        from,
      ),
  };
}
