import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { given, stated, step, type Trace, truth, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces, type Terms } from '../../agreement/rules/index.ts';
import { categoryNames } from './category-names.ts';
import { refusals } from './refusals.ts';

type Row = Terms<'scope'>['table'][number];
export type RequestCategory = Exclude<Row['categories'], 'any'>[number];
export type ScopeOutcome = Row['outcome'];

/** Something that an entity asks the office to buy or to support. */
export type ScopeRequest = {
  readonly category: RequestCategory;
  /** The project it belongs to, planned with a head of sector. */
  readonly project: string | undefined;
  readonly hostsManagementApplications: boolean;
};

export type Scope = {
  readonly outcome: ScopeOutcome;
  /** The requirement row of the line that decided. */
  readonly requirement: string;
  readonly says: Text;
  readonly explain: () => Trace;
};

const outcomeNames: Readonly<Record<ScopeOutcome, Text>> = {
  'in-scope': text("compete all'ufficio", 'for the office'),
  'out-of-scope': text("non compete all'ufficio", 'not for the office'),
  'assisted-purchase-needs-project': text(
    "assistito, ma l'acquisto chiede un progetto",
    'supported, but the purchase needs a project',
  ),
  'entity-may-buy-unassisted': text(
    "l'ente può acquistarlo da sé, senza assistenza",
    'the entity may buy it alone, without support',
  ),
};

/**
 * Whether a request is for the office: the first line of the table that fits it decides.
 * Refuses `service-catalogue/no-row` when none does.
 * Source: clause kind `scope` (Valdarno e Valdisieve: art. 3 c. 3, art. 10 c. 5).
 */
export function scopeOf(request: ScopeRequest, clause: InForce<'scope'>): Result<Scope> {
  const place = clause.terms.table.findIndex((row) => fits(request, row));
  const row = clause.terms.table[place];
  if (!row) return refuse(refusals.noRow(categoryNames[request.category], clause.source));
  return ok({
    outcome: row.outcome,
    requirement: row.requirement,
    says: row.says,
    explain: () =>
      step(text('esito della richiesta', 'outcome of the request'), words(outcomeNames[row.outcome]), row.says, [
        given(text('categoria', 'category'), words(categoryNames[request.category])),
        given(text('progetto', 'project'), words(request.project ?? text('nessuno', 'none'))),
        given(
          text('ospita applicativi gestionali', 'hosts management applications'),
          truth(request.hostsManagementApplications),
        ),
        stated(
          text(`riga ${place + 1} della tabella`, `line ${place + 1} of the table`),
          words(row.requirement),
          clause.source,
        ),
        ...readingTraces(clause, `table[${place}]`),
      ]),
  });
}

function fits(request: ScopeRequest, { categories, when }: Row): boolean {
  if (categories !== 'any' && !categories.includes(request.category)) return false;
  if (when?.project !== undefined && when.project !== (request.project !== undefined)) return false;
  return (
    when?.hostsManagementApplications === undefined ||
    when.hostsManagementApplications === request.hostsManagementApplications
  );
}
