import { assignPost, registerPerson, signIn } from '../modules/identity/index.ts';
import type { Actor } from '../platform/action.ts';
import type { Perform } from '../platform/perform.ts';
import type { Role } from '../platform/role.ts';
import { consoleIn } from './actor.ts';
import { startSharing, type TestMember } from './cost-sharing.ts';
import { testPassword } from './server.ts';

/**
 * The Assembly of Lecco in small: the Province and seven entities, with inhabitants and direct costs of 31 December 2026. Direct
 * costs add up to 400,000: Lecco has 27.5%, everybody else less than a quarter.
 */
export const smallLecco: readonly TestMember[] = (
  [
    ['p_lc', 'Provincia di Lecco', 'provincia', 'lead', 334_000, 36_000],
    ['c_e507', 'Lecco', 'comune', 'member', 47_000, 110_000],
    ['c_g009', 'Oggiono', 'comune', 'member', 9_000, 60_000],
    ['c_b639', 'Calolziocorte', 'comune', 'member', 13_800, 90_000],
    ['c_f133', 'Merate', 'comune', 'member', 14_800, 100_000],
    ['c_a745', 'Bellano', 'comune', 'member', 3_200, 4_000],
    ['c_d398', 'Dervio', 'comune', 'member', 2_600, 0],
    ['c_l751', 'Vercurago', 'comune', 'member', 2_800, 0],
  ] as const
).map(([code, name, kind, relation, population, directCosts]) => ({
  code,
  name,
  kind,
  relation,
  figures: { population, 'direct-costs': directCosts * 100 },
}));

export type Assembly = {
  /** By the entity's code: its mayor, signed in with one factor. */
  readonly mayors: ReadonlyMap<string, Actor>;
  readonly emails: ReadonlyMap<string, string>;
  readonly secretary: Actor;
  readonly secretaryEmail: string;
};

/** An association with Lecco's agreement, its entities, a mayor for each (but those in `vacant`) and a secretary. */
export async function startAssembly(
  perform: Perform,
  {
    id = 'seduta',
    agreement = 'lecco',
    members = smallLecco,
    on = '2026-12-31',
    vacant = [],
  }: { id?: string; agreement?: string; members?: readonly TestMember[]; on?: string; vacant?: readonly string[] } = {},
): Promise<Assembly> {
  await startSharing(perform, { id, agreement, members, on });
  const mayors = new Map<string, Actor>();
  const emails = new Map<string, string>();
  for (const { code, name } of members) {
    if (vacant.includes(code)) continue;
    const email = `sindaco.${code}@${id}.example`;
    mayors.set(
      code,
      await registered(perform, { association: id, email, name: `Sindaco di ${name}`, role: 'MAY', entity: code }),
    );
    emails.set(code, email);
  }
  const secretaryEmail = `segretaria@${id}.example`;
  const lead = members.find(({ relation }) => relation === 'lead')?.code ?? members[0]!.code;
  const secretary = await registered(perform, {
    association: id,
    email: secretaryEmail,
    name: 'Carla Segretaria',
    role: 'SEC',
    entity: lead,
  });
  return { mayors, emails, secretary, secretaryEmail };
}

/** A person with a post since 2020, as the actor that the pages would make of it. */
export async function registered(
  perform: Perform,
  person: { association: string; email: string; name: string; role: Role; entity: string },
): Promise<Actor> {
  const { association, email, name, role, entity } = person;
  const made = await perform(registerPerson, { email, name, password: testPassword }, consoleIn(association));
  await perform(assignPost, { email, role, entity, since: '2020-01-01' }, consoleIn(association));
  return {
    kind: 'person',
    person: made.person,
    name,
    language: 'it',
    association,
    role,
    entity: entity as NonNullable<Actor['entity']>,
    via: 'page',
  };
}

/** The `Cookie` header of a registered person, signed in. */
export async function cookieOf(perform: Perform, email: string): Promise<string> {
  const entered = await perform(signIn, { email, password: testPassword }, consoleIn(null));
  if (entered.outcome !== 'in') throw new Error(`${email} could not sign in`);
  return `sessione=${entered.token}`;
}
