import { Refused } from '../kernel/result.ts';
import { type Text, text } from '../kernel/text.ts';
import { assignPost, createFirstAdministrator, listPosts, registerPerson } from '../modules/identity/module.ts';
import type { Actor } from '../platform/action.ts';
import type { Perform } from '../platform/perform.ts';
import { type Role, roleCodes, roles } from '../platform/role.ts';

import { together } from './examples.ts';

/** How to sign in as somebody of the examples. */
export type SignInOffer = { readonly email: string; readonly password: string; readonly as: Text };

type Entity = { readonly code: string; readonly name: string };

/** An example association, with the entity that leads it and one that takes part. */
export type ExamplePlace = {
  readonly association: string;
  readonly lead: Entity | null;
  readonly member: Entity | null;
  /** The instant that everything else of the example is before or after. */
  readonly now: Date;
};

const password = 'un ponte fra quattro comuni';
const administrator = 'amministratore@comunanza.example';

/** Roles held for one entity of those taking part, and roles of no entity; the others sit at the lead. */
const ofOneEntity: readonly Role[] = ['EMP', 'REF', 'EDI', 'MAY', 'ASS', 'PRE', 'ACC', 'CTR', 'AUD'];
const ofNoEntity: readonly Role[] = ['CIT', 'SUP', 'TEC'];

/**
 * A person for each role, with a post in every example association, and the administrator of the installation. What is
 * already there stays. The passwords are known to everybody: for examples only.
 */
export async function createExampleAccounts(perform: Perform, places: readonly ExamplePlace[]): Promise<SignInOffer[]> {
  await unlessThere(
    perform(
      createFirstAdministrator,
      { code: 'console', name: 'Ada Amministratrice', email: administrator, password },
      consoleIn(null),
    ),
  );
  await together(places.length > 0 ? roleCodes : [], async (role) => {
    const { email, name } = exampleOf(role);
    await unlessThere(perform(registerPerson, { email, name, password }, consoleIn(places[0]!.association)));
  });
  await together(places, async (place) => {
    const { items } = await perform(listPosts, {}, consoleIn(place.association));
    const held = new Set(items.map((post) => post.email));
    for (const role of roleCodes) {
      const { email } = exampleOf(role);
      if (held.has(email)) continue;
      const entity = ofNoEntity.includes(role) ? null : ofOneEntity.includes(role) ? place.member : place.lead;
      await perform(
        assignPost,
        {
          email,
          role,
          entity: entity?.code ?? null,
          since: '2020-01-01',
          act: 'esempio',
        },
        consoleIn(place.association),
      );
    }
  });
  return [
    {
      email: administrator,
      password,
      as: text('amministratore di questa installazione', 'administrator of this installation'),
    },
    ...(places.length > 0 ? roleCodes : []).map((role) => ({
      email: exampleOf(role).email,
      password,
      as: roles[role],
    })),
  ];
}

function exampleOf(role: Role): { readonly email: string; readonly name: string } {
  return { email: `${role.toLowerCase()}@comunanza.example`, name: `Esempio ${role}` };
}

async function unlessThere(done: Promise<unknown>): Promise<void> {
  await done.catch((error: unknown) => {
    const there = error instanceof Refused && error.refusals.every((refusal) => refusal.kind === 'conflict');
    if (!there) throw error;
  });
}

/** The operator, in an association or outside any. */
export function consoleIn(association: string | null): Actor {
  return {
    kind: 'console',
    person: null,
    name: 'Comunanza',
    language: 'it',
    association,
    role: null,
    entity: null,
    via: 'command-line',
  };
}
