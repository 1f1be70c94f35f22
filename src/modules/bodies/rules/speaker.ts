import type { EntityCode } from '../../../kernel/entity.ts';
import type { Role } from '../../../platform/role.ts';
import type { EntityOffice } from '../../agreement/rules/index.ts';
import { type BodyFacts, holds, type PostFact } from './facts.ts';

/** The role whose post makes a person hold an office of an entity. */
export const roleOf: Readonly<Record<EntityOffice, Role>> = {
  'legal-representative': 'MAY',
  councillor: 'ASS',
  referent: 'REF',
};

/** A person who speaks for an entity, and the post or appointment that this comes from. */
export type Speaker = {
  readonly person: string;
  readonly post: string | null;
  readonly since: BodyFacts['on'];
  readonly until: BodyFacts['on'] | null;
  readonly act: string;
};

export type SpokenFor = {
  readonly entity: EntityCode;
  readonly office: EntityOffice;
  /** False where a mandate lasts beyond the office, until a successor is there. */
  readonly endsWithOffice: boolean;
};

/**
 * Who holds an office of an entity on a day, if anybody. A mayor or legal representative: the post begun last; where mandates
 * outlast the office, the last one that ended, if nobody has followed. A councillor: the post begun first. A referent: who
 * is appointed as such; without an appointment, the post begun first.
 */
export function speakerFor({ entity, office, endsWithOffice }: SpokenFor, facts: BodyFacts): Speaker | undefined {
  const { on } = facts;
  if (office === 'referent') {
    const appointed = facts.appointments.find(
      (one) => one.office === 'referent' && one.entity === entity && !one.deputy && holds(one, on),
    );
    if (appointed) {
      const { person, since, until, act } = appointed;
      return { person, post: null, since, until, act: act.act };
    }
  }
  const posts = postsOf(facts, roleOf[office]).get(entity) ?? [];
  const current = posts.filter((post) => holds(post, on));
  if (office !== 'legal-representative') return current[0];
  return current.at(-1) ?? (endsWithOffice ? undefined : posts.toSorted(byEnd).at(-1));
}

const byEnd = (a: PostFact, b: PostFact) => ((a.until ?? '') < (b.until ?? '') ? -1 : 1);

const indexes = new WeakMap<BodyFacts, Map<Role, Map<EntityCode, PostFact[]>>>();

/** Posts of a role by entity, oldest first: sorted once for all seats of a day. */
function postsOf(facts: BodyFacts, role: Role): ReadonlyMap<EntityCode, PostFact[]> {
  let byRole = indexes.get(facts);
  if (!byRole) {
    byRole = new Map();
    for (const post of facts.posts) {
      if (post.entity === null) continue;
      const ofRole = byRole.get(post.role) ?? new Map<EntityCode, PostFact[]>();
      byRole.set(post.role, ofRole.set(post.entity, [...(ofRole.get(post.entity) ?? []), post]));
    }
    indexes.set(facts, byRole);
  }
  return byRole.get(role) ?? new Map();
}
