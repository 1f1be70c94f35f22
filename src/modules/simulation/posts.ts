import type { Day } from '../../kernel/day.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { given, onDay, stated, step, truth, words } from '../../kernel/trace.ts';
import { type Role, roleCodes, roles } from '../../platform/role.ts';
import { clausesInForce } from '../agreement/rules/index.ts';
import { excludedBy, type HeldRole, mayAlsoHold } from '../identity/rules/index.ts';
import type { Fields } from './facts.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';

type PostFacts = { readonly asked: HeldRole; readonly held: readonly HeldRole[] };

const keys = ['role', 'entity', 'since', 'until'];
const longAgo = '1990-01-01' as Day;

/** Whether somebody who holds some roles may also hold another (ISO-8, R-VV-11.1.b). */
export const posts: Simulation<PostFacts> = {
  rule: 'posts',
  title: text('incarichi che una persona può avere insieme', 'posts that one person may hold together'),
  check: (raw) =>
    readFacts<PostFacts>(raw, [...keys, 'held'], (fields) => ({
      asked: readRole(fields),
      held:
        fields.list('held', (item, path) => {
          const read = fields.reader.fields(item, path, keys);
          return read && readRole(read);
        }) ?? [],
    })),
  run: ({ asked, held }, agreement) => {
    const clauses = clausesInForce(agreement, 'incompatible-roles', asked.since);
    const answer = mayAlsoHold(asked, held, clauses);
    if (!answer.ok) return answer;
    const excluded = excludedBy(asked.role, clauses);
    const trace = () =>
      step(
        text('incarico', 'post'),
        truth(true),
        text(
          'nessun ruolo che la persona ha negli stessi giorni è tra quelli che lo escludono',
          'no role that the person holds on the same days is among those that exclude it',
        ),
        [
          given(text('dal', 'since'), onDay(asked.since)),
          ...excluded.map(({ role, source }) =>
            stated(text('ruolo escluso', 'excluded role'), words(text(roles[role].it, roles[role].en)), source),
          ),
        ],
      );
    return ok({
      result: {
        admissible: true,
        role: roles[asked.role].it,
        excludes: excluded.map(({ role }) => ({ excluded: roles[role].it })),
      },
      explain: () => ({ '': trace() }),
    });
  },
};

function readRole(fields: Fields): HeldRole | undefined {
  const role = fields.choice('role', roleCodes, { mandatory: true });
  const since = fields.day('since') ?? longAgo;
  const until = fields.day('until') ?? null;
  if (until !== null && until < since) fields.report('until', 'La fine precede l’inizio.', 'It ends before it begins.');
  const entity = fields.text('entity') ?? null;
  return role === undefined ? undefined : { role: role as Role, entity, since, until };
}
