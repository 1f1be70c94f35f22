import { addDays, type Day } from '../../../../kernel/day.ts';
import { text } from '../../../../kernel/text.ts';
import type { Now, Tx } from '../../../../platform/action.ts';
import { roles } from '../../../../platform/role.ts';
import { allEntities } from '../../../membership/index.ts';
import { seeAllPeople } from '../../storage/people.ts';
import { type HeldPost, heldPosts } from '../../storage/posts.ts';
import { entriesIn, plain } from './renewal-file.ts';
import type { Change, Ending, Renewal, RenewalPlan, RenewalProblem } from './renewal-shapes.ts';

/**
 * What would happen: who comes, who stays, whose post ends the day before, and everything that is wrong, each at its entry or
 * its line of the file. Nothing is stored.
 */
export async function planRenewal(
  { tx, association, now }: { readonly tx: Tx; readonly association: string; readonly now: Now },
  asked: Renewal,
): Promise<RenewalPlan> {
  const problems: RenewalProblem[] = [];
  const read = asked.content === undefined ? [] : await entriesIn(asked, problems);
  const entries = [...asked.entries, ...read];
  if (entries.length === 0 && problems.length === 0) {
    problems.push({
      entry: null,
      line: null,
      says: text('Non c’è nessuna riga da leggere.', 'There is no line to read.'),
    });
  }
  await seeAllPeople(tx);
  const held = await heldPosts(tx, association, { on: now.today });
  const entities = await allEntities(tx, association);
  const changes: Change[] = [];
  const seen = new Set<string>();
  entries.forEach((one, index) => {
    const at = (it: string, en: string) => problems.push({ entry: index, line: one.line ?? null, says: text(it, en) });
    const wanted = plain(one.entity);
    const entity = entities.find(({ code, name }) => plain(code) === wanted || plain(name) === wanted);
    if (!entity) at(`Nel registro non c’è l’ente «${one.entity}».`, `The register has no entity “${one.entity}”.`);
    const since = one.since ?? asked.since;
    if (!since) at('Manca il primo giorno.', 'The first day is missing.');
    const email = one.email.toLowerCase();
    const key = `${entity?.code} ${one.role} ${email}`;
    if (seen.has(key)) at('La stessa persona è ripetuta.', 'The same person is there twice.');
    seen.add(key);
    if (!entity || !since) return;
    if (one.role === 'MAY' && changes.some((other) => other.role === 'MAY' && other.entity === entity.code)) {
      at(`${entity.name} ha già un sindaco in questo elenco.`, `${entity.name} has a mayor in this list already.`);
    }
    const stays = held.some(
      (post) => post.entity === entity.code && post.role === one.role && post.email === email && lasts(post, since),
    );
    const { role, name } = one;
    changes.push({ entry: index, entity: entity.code, entityName: entity.name, role, name, email, since, stays });
  });
  const ending = endingBy(changes, held);
  for (const { post, since } of backwards(changes, held, ending)) {
    const change = changes.find(({ entity, role }) => entity === post.entity && role === post.role)!;
    problems.push({
      entry: change.entry,
      line: entries[change.entry]?.line ?? null,
      says: text(
        `L’incarico di ${post.name} come ${roles[post.role].it} è cominciato dopo: non può finire il giorno prima del ${since}.`,
        `The post of ${post.name} as ${roles[post.role].en} began later: it cannot end the day before ${since}.`,
      ),
    });
  }
  const inOrder = problems.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return { entries, changes, ending, problems: inOrder };
}

/** Holders of the same roles at the same entities who do not stay, each until the day before the first who comes. */
function endingBy(changes: readonly Change[], held: readonly HeldPost[]): Ending[] {
  return held.flatMap((post): Ending[] => {
    const coming = changes.filter(({ entity, role }) => entity === post.entity && role === post.role);
    const first = coming.map(({ since }) => since).sort()[0];
    if (!first || !lasts(post, first) || post.since >= first) return [];
    if (coming.some(({ stays, email }) => stays && email === post.email)) return [];
    const { id, name, entity, entityName, role } = post;
    return [
      {
        post: id,
        entity: entity!,
        entityName: entityName ?? entity!,
        role: role as Ending['role'],
        name,
        until: addDays(first, -1),
      },
    ];
  });
}

/** Posts of the same kind that began on or after the first day: they cannot end before it. */
function backwards(changes: readonly Change[], held: readonly HeldPost[], ending: readonly Ending[]) {
  return held.flatMap((post) => {
    const coming = changes.filter(({ entity, role }) => entity === post.entity && role === post.role);
    const first = coming.map(({ since }) => since).sort()[0];
    if (!first || post.since < first || ending.some((one) => one.post === post.id)) return [];
    if (coming.some(({ stays, email }) => stays && email === post.email)) return [];
    return [{ post, since: first }];
  });
}

function lasts(post: HeldPost, on: Day): boolean {
  return post.until === null || post.until >= on;
}
