import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Day } from '../../../../kernel/day.ts';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../../platform/action.ts';
import { BadInput, type Problem } from '../../../../platform/problem.ts';
import type { Role } from '../../../../platform/role.ts';
import { dayShape } from '../../../../platform/shape.ts';
import { allEntities } from '../../../membership/index.ts';
import { peopleRefusals } from '../../rules/people-refusals.ts';
import { postRefusals } from '../../rules/post-refusals.ts';
import { refusals } from '../../rules/refusals.ts';
import { requestRefusals } from '../../rules/request-refusals.ts';
import { rolesOfAnEntity } from '../../rules/roles-of-an-entity.ts';
import { type HeldPost, heldPosts } from '../../storage/posts.ts';
import { insertRequest } from '../../storage/requests.ts';
import { refuseUnfit } from '../give-post.ts';
import { actFields } from '../post-shapes.ts';
import { emailShape, nameShape, roleShape } from '../shapes.ts';
import { reasonShape, requestKindShape } from './request-shapes.ts';
import { tellOfRequest } from './tell-of-request.ts';

const { actNumber, actDate, actIssuer } = actFields;
const input = z.object({
  kind: requestKindShape.meta({ description: 'joiner: entra; mover: cambia ruolo; leaver: esce.' }),
  name: nameShape.optional().meta({ description: 'Di chi entra.' }),
  email: emailShape.optional().meta({ description: 'Di chi entra.' }),
  person: z.uuid().optional().meta({ description: 'Chi esce.' }),
  post: z.uuid().optional().meta({ description: 'L’incarico che cambia, o il solo da chiudere.' }),
  role: roleShape.optional().meta({ description: 'Il ruolo nuovo, di chi entra o cambia.' }),
  since: dayShape.optional().meta({ description: 'Il primo giorno del ruolo nuovo.' }),
  until: dayShape.optional().meta({ description: 'L’ultimo giorno: di chi esce, o del ruolo nuovo se ha una fine.' }),
  actNumber,
  actDate,
  actIssuer,
  reason: reasonShape.default(''),
});
type Asked = z.output<typeof input>;

/**
 * The referent asks that somebody of the own entity joins, changes role or leaves. Nothing changes until it is authorised
 * and carried out. Refuses `identity/post-without-entity`, `identity/no-such-entity`, `identity/no-such-post`, `identity/unknown-person`,
 * `identity/nothing-to-end`, and what would refuse the post asked for.
 */
export const requestAccess = defineAction({
  name: 'identity/request-access',
  title: text('chiedere un accesso per il proprio ente', 'ask for an access for one’s own entity'),
  about: text(
    'Il referente chiede che una persona del suo ente entri, cambi ruolo o esca. Decide il delegato del titolare dell’ente; esegue l’ufficio.',
    'The referent asks that a person of the entity joins, changes role or leaves. The entity’s controller’s delegate decides; the office carries out.',
  ),
  permission: { capability: 'identity', letter: 'w', roles: ['REF'] },
  http: { method: 'POST', path: '/access-requests' },
  input,
  output: z.object({ request: z.uuid() }),
  example: {
    kind: 'joiner',
    name: 'Paolo Verdi',
    email: 'paolo.verdi@comune.lecco.example',
    role: 'EMP',
    since: '2027-01-01',
  },
  async run(context) {
    const { tx, association, actor, now, input: asked, tell } = context;
    if (actor.entity === null) throw new Refused(requestRefusals.noEntity());
    throwIfIncomplete(asked);
    const entity = actor.entity as string;
    const known = (await allEntities(tx, association)).find(({ code }) => code === entity);
    if (!known) throw new Refused(postRefusals.noSuchEntity(entity));
    const subject = await subjectOf(context, asked, entity);
    const request = randomUUID();
    const since = (asked.kind === 'leaver' ? asked.until : asked.since) as Day;
    const row = {
      kind: asked.kind,
      entity,
      person: subject.person,
      name: subject.name,
      email: subject.email,
      post: asked.post ?? null,
      role: asked.kind === 'leaver' ? null : (asked.role as Role),
      since,
      until: asked.until ?? null,
      act_number: asked.actNumber,
      act_date: asked.actDate,
      act_issuer: asked.actIssuer,
      reason: asked.reason,
    };
    await insertRequest(tx, {
      ...row,
      association,
      id: request,
      entity_name: known.name,
      state: 'requested',
      requested_at: now.instant,
      requested_by: actor.person,
      requested_role: actor.role,
      decided_at: null,
      decided_by: null,
      decided_role: null,
      decided_reason: '',
      done_at: null,
      done_by: null,
    });
    await tellOfRequest(context, 'waiting', {
      ...row,
      id: request,
      entity_name: known.name,
      requested_by: actor.person,
    });
    tell({ actingFor: entity, after: { request, ...row } });
    return { request };
  },
});

type Subject = {
  readonly person: string | null;
  readonly name: string;
  readonly email: string | null;
};

/** Whom it is about. What the referent may not see does not exist. */
async function subjectOf(
  { tx, association, now }: ActionContext<Asked>,
  asked: Asked,
  entity: string,
): Promise<Subject> {
  if (asked.kind === 'joiner') {
    return { person: null, name: asked.name!, email: asked.email!.toLowerCase() };
  }
  const held = await heldPosts(tx, association, { on: now.today, entity });
  const post = asked.post === undefined ? undefined : held.find(({ id }) => id === asked.post);
  if (asked.post !== undefined && !post) throw new Refused(refusals.noSuchPost());
  const own = held.filter(({ person }) => person === (post?.person ?? asked.person));
  const [first] = own;
  if (!first) throw new Refused(peopleRefusals.unknownPerson());
  if (asked.kind === 'leaver') {
    if (endedBy(post ? [post] : own, asked.until!).length === 0) throw new Refused(requestRefusals.nothingToEnd());
  } else {
    const { role, since, until = null } = asked as { role: Role; since: Day; until?: Day };
    await refuseUnfit({ tx, association, now }, { person: first.person, role, entity, since, until }, post!.id);
  }
  return { person: first.person, name: first.name, email: first.email };
}

/** The posts that somebody who leaves on a day would otherwise still hold. */
export function endedBy(posts: readonly HeldPost[], lastDay: Day): HeldPost[] {
  return posts.filter(({ until }) => until === null || until > lastDay);
}

function throwIfIncomplete(asked: Asked): void {
  const problems: Problem[] = [];
  const missing = (path: keyof Asked, it: string, en: string) => {
    if (asked[path] === undefined) problems.push({ path, says: text(it, en) });
  };
  if (asked.kind === 'joiner') {
    missing('name', 'Serve il nome di chi entra.', 'The name of who joins is needed.');
    missing('email', 'Serve l’indirizzo di chi entra.', 'The address of who joins is needed.');
  }
  if (asked.kind === 'mover') missing('post', 'Serve l’incarico che cambia.', 'The post that changes is needed.');
  if (asked.kind === 'leaver') {
    if (asked.post === undefined) missing('person', 'Serve la persona che esce.', 'The person who leaves is needed.');
    missing('until', 'Serve l’ultimo giorno.', 'The last day is needed.');
  } else {
    missing('role', 'Serve il ruolo nuovo.', 'The new role is needed.');
    missing('since', 'Serve il primo giorno.', 'The first day is needed.');
    if (asked.role && !rolesOfAnEntity.includes(asked.role)) {
      problems.push({
        path: 'role',
        says: text(
          'È un ruolo dell’ufficio associato: un ente non lo chiede per i suoi.',
          'It is a role of the shared office: an entity does not ask for it.',
        ),
      });
    }
    if (asked.since && asked.until && asked.until < asked.since) {
      problems.push({ path: 'until', says: text('Viene prima del primo giorno.', 'It comes before the first day.') });
    }
  }
  if (problems.length > 0) throw new BadInput(problems);
}
