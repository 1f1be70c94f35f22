import { addMonths, type Day, instantOf, type LocalTime } from '../../kernel/day.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { type DataRight, dataRights, theClause } from '../agreement/rules/index.ts';
import { type ActFacts, type AuthorisationFacts, mayAccess, termsOfClause } from '../privacy/rules/index.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';

type GivenAct = Omit<ActFacts, 'confirmBy' | 'id' | 'signedBy'> & {
  readonly entity: string;
  readonly confirmed: Day | undefined;
};

type DataAccessFacts = {
  readonly entity: string;
  readonly right: DataRight;
  readonly on: Day;
  readonly personal: boolean;
  readonly acts: readonly GivenAct[];
  readonly authorisation: AuthorisationFacts | null;
  readonly measureApplied: Day | null;
  readonly measureRemoved: Day | null;
};

const actKeys = ['number', 'on', 'entity', 'rights', 'since', 'until', 'ended', 'confirmed'];
const authorisationKeys = ['on', 'until', 'revoked', 'read'];

/** Whether a person may do something with the data of an entity on a day, by the acts that name the person (R-CAL-9). */
export const dataAccess: Simulation<DataAccessFacts> = {
  rule: 'data-access',
  title: text('accesso ai dati di un ente', "access to an entity's data"),
  check: (raw) =>
    readFacts<DataAccessFacts>(
      raw,
      ['entity', 'right', 'on', 'personal', 'acts', 'authorisation', 'measureApplied', 'measureRemoved'],
      (fields) => {
        const acts = fields.list('acts', (item, path) => {
          const act = fields.reader.fields(item, path, actKeys);
          if (!act) return undefined;
          const rights = act.list('rights', (right, at) => fields.reader.choice(right, at, dataRights), {
            mandatory: true,
          });
          const number = act.text('number', { mandatory: true });
          const on = act.day('on', { mandatory: true });
          const since = act.day('since') ?? on;
          const entity = act.text('entity', { mandatory: true });
          const until = act.day('until') ?? null;
          const ended = act.day('ended') ?? null;
          const confirmed = act.day('confirmed');
          if (!rights || !number || !on || !since || !entity) return undefined;
          return { number, on, since, entity, rights, until, ended, confirmed };
        });
        const given = fields.fields('authorisation', authorisationKeys);
        const givenOn = given?.day('on', { mandatory: true });
        const authorisation =
          given && givenOn
            ? {
                by: '',
                on: givenOn,
                until: given.day('until') ?? null,
                revoked: given.day('revoked') ?? null,
                read: given.truth('read') ? givenOn : null,
              }
            : null;
        return {
          entity: fields.text('entity', { mandatory: true }),
          right: fields.choice('right', dataRights, { mandatory: true }),
          on: fields.day('on', { mandatory: true }),
          personal: fields.truth('personal') ?? true,
          acts: acts ?? [],
          authorisation,
          measureApplied: fields.day('measureApplied') ?? null,
          measureRemoved: fields.day('measureRemoved') ?? null,
        };
      },
    ),
  run: (facts, agreement) => {
    const clause = theClause(agreement, 'data-access', facts.on);
    if (!clause.ok) return clause;
    const terms = termsOfClause(clause.value);
    const { everyMonths } = clause.value.terms.recertification;
    const acts = facts.acts
      .filter(({ entity }) => entity === facts.entity)
      .map(({ confirmed, ...act }) => ({
        ...act,
        id: act.number,
        signedBy: act.entity,
        confirmBy: addMonths(confirmed ?? act.since, everyMonths),
      }));
    const found = mayAccess(
      {
        person: 'la persona',
        dataSet: { name: 'i dati', entity: facts.entity, entityName: facts.entity, personal: facts.personal },
        right: facts.right,
        at: { instant: midnight(facts.on), day: facts.on },
        acts,
        authorisations: facts.authorisation ? [facts.authorisation] : [],
        measures: acts.map(({ id }) => ({
          act: id,
          applied: facts.measureApplied && midnight(facts.measureApplied),
          appliedBy: '',
          removed: facts.measureRemoved && midnight(facts.measureRemoved),
        })),
        emergencies: [],
      },
      terms,
    );
    if (!found.ok) {
      const says = found.refusals.map((refusal) => refusal.says.it).join(' ');
      return ok({
        result: { allowed: false, act: null, missing: found.refusals.map(({ code }) => code), says },
        explain: () => ({}),
      });
    }
    const { basis, trace } = found.value;
    return ok({
      result: { allowed: true, act: basis.kind === 'act' ? basis.act : null, missing: [], says: '' },
      explain: () => ({ '': trace }),
    });
  },
};

function midnight(on: Day): number {
  return instantOf(`${on}T00:00` as LocalTime);
}
