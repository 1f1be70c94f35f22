import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import type { Role } from '../../../platform/role.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { refusals } from './refusals.ts';
import { type Level, levels } from './ticket.ts';

/** A level that requests can be handed to: whose it is by the post he holds, and the clause that has it. */
export type LevelOffered = {
  readonly level: Level;
  readonly roles: readonly Role[];
  /** Null where every service desk has it. */
  readonly source: Source | null;
};

/** Every desk has a first and a second level, and suppliers behind it. */
const everywhere: Readonly<Partial<Record<Level, readonly Role[]>>> = {
  first: ['L1'],
  second: ['L2', 'SYS'],
  supplier: ['SUP'],
};

/**
 * The levels of a service desk, in their order: those of every desk, and those that clauses of the agreement add.
 * Source: requirements.md section 5.1; clause kind `help-levels` (Asti, beneficiaries, 2nd point: AT-U2).
 */
export function levelsOf(
  clauses: readonly Pick<InForce<'help-levels'>, 'terms' | 'source'>[],
): readonly LevelOffered[] {
  const written = clauses.flatMap(({ terms, source }) => terms.levels.map((one) => ({ ...one, source })));
  return levels.flatMap((level): readonly LevelOffered[] => {
    const clause = written.find((one) => one.level === level);
    if (clause) return [{ level, roles: clause.roles, source: clause.source }];
    const roles = everywhere[level];
    return roles ? [{ level, roles, source: null }] : [];
  });
}

/** A request on its way to a level. */
export type HandedOn = {
  readonly level: Level;
  /** Whom it is for: a person, nobody in particular, or not said. */
  readonly to: string | 'nobody' | undefined;
  /** Who has it in hand. */
  readonly assignee: string | null;
  /** Those named for the level, the first before who stands in. */
  readonly named: readonly string[];
  /** Those whose post is of the level, whether named or not. */
  readonly people: readonly string[];
};

/**
 * Who has a request once it is handed to a level: whoever was chosen; else who has it already, where he is of that level; else the
 * first who is named for it; else the only one there is; else nobody, and everybody of the level hears of it. A supplier sees only
 * what is given to somebody of his: where one has an account somebody has to be chosen, where none has it stays with who had it.
 * Refuses `service-desk/not-of-this-level`, `service-desk/which-supplier`.
 */
export function handedTo({ level, to, assignee, named, people }: HandedOn): Result<string | null> {
  const all = [...named, ...people.filter((person) => !named.includes(person))];
  if (to !== undefined && to !== 'nobody') return all.includes(to) ? ok(to) : refuse(refusals.notOfThisLevel(level));
  if (to === undefined) {
    if (assignee !== null && all.includes(assignee)) return ok(assignee);
    const [first] = named.length > 0 || all.length === 1 ? all : [];
    if (first !== undefined) return ok(first);
  }
  if (level !== 'supplier') return ok(null);
  return all.length === 0 ? ok(assignee) : refuse(refusals.whichSupplier());
}
