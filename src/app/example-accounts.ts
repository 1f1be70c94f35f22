import { type Text, text } from '../kernel/text.ts';
import { assignPost, createFirstAdministrator, registerPerson } from '../modules/identity/module.ts';
import type { Actor } from '../platform/action.ts';
import type { Perform } from '../platform/perform.ts';
import { type Role, roleCodes, roles } from '../platform/role.ts';

/** How to sign in as somebody of the examples. */
export type SignInOffer = { readonly email: string; readonly password: string; readonly as: Text };

type Entity = { readonly code: string; readonly name: string };

/** An example association, with the entity that leads it and one that takes part. */
export type ExamplePlace = {
  readonly association: string;
  readonly lead: Entity | null;
  readonly member: Entity | null;
};

const password = 'un ponte fra quattro comuni';

/** Roles held for one entity; the others belong to the association, and sit at its lead. */
const ofOneEntity: readonly Role[] = ['EMP', 'REF', 'EDI', 'MAY', 'ASS', 'PRE', 'ACC', 'CTR', 'AUD'];
const ofNoEntity: readonly Role[] = ['CIT', 'SUP', 'TEC'];

/**
 * A person for each role, with a post in every example association, and the administrator of the installation.
 * The passwords are known to everybody: for examples only.
 */
export async function createExampleAccounts(perform: Perform, places: readonly ExamplePlace[]): Promise<SignInOffer[]> {
  const administrator = 'amministratore@comunanza.example';
  await perform(
    createFirstAdministrator,
    { code: 'console', name: 'Ada Amministratrice', email: administrator, password },
    consoleIn(null),
  );
  const offers: SignInOffer[] = [
    {
      email: administrator,
      password,
      as: text('amministratore di questa installazione', 'administrator of this installation'),
    },
  ];
  const [home] = places;
  if (!home) return offers;
  for (const role of roleCodes) {
    const email = `${role.toLowerCase()}@comunanza.example`;
    await perform(registerPerson, { email, name: `Prova ${role}`, password }, consoleIn(home.association));
    for (const place of places) {
      const entity = ofNoEntity.includes(role) ? null : ofOneEntity.includes(role) ? place.member : place.lead;
      await perform(
        assignPost,
        {
          email,
          role,
          entity: entity?.code ?? null,
          entityName: entity?.name ?? null,
          since: '2020-01-01',
          act: 'esempio',
        },
        consoleIn(place.association),
      );
    }
    offers.push({ email, password, as: roles[role] });
  }
  return offers;
}

/** The operator, in an association or outside any. */
export function consoleIn(association: string | null): Actor {
  return {
    kind: 'console',
    person: null,
    name: 'console',
    language: 'it',
    association,
    role: null,
    entity: null,
    via: 'command-line',
  };
}
