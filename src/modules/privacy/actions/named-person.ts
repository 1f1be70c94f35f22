import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { acrossFields } from '../../../platform/across-fields.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Problem } from '../../../platform/problem.ts';
import { contactsOf, personWithEmail, seeingColleagues } from '../../identity/index.ts';

/** How a form or a program names a person: one of the list, or anybody of the association by the exact address. */
export const namedFields = {
  person: z.uuid().optional().meta({ description: 'La persona, come in `nameable-people`.' }),
  email: z.string().max(254).pipe(z.email()).optional().meta({ description: 'Oppure l’indirizzo della persona.' }),
};

/** An input with those fields, one of which is needed. */
export function namingSomebody<S extends z.ZodType>(input: S): S {
  return acrossFields(input, 'person', ({ person, email }) =>
    person === undefined && email === undefined
      ? text(
          'Va scelta la persona; se non è nell’elenco, ne va scritto l’indirizzo.',
          'Choose the person; if not in the list, write the address.',
        )
      : undefined,
  );
}

type Named = { readonly id: string; readonly name: string };

/** Who is named, or what is wrong with how. */
export async function namedPerson(
  tx: Tx,
  { person, email }: { readonly person?: string | undefined; readonly email?: string | undefined },
): Promise<Named | Problem> {
  const chosen = person === undefined ? undefined : await withId(tx, person);
  if (person !== undefined && !chosen) {
    const says = text('Non è una persona di questa associazione.', 'It is not a person of this association.');
    return { path: 'person', says };
  }
  if (email === undefined) return chosen!;
  const written = await seeingColleagues(tx, () => personWithEmail(tx, email));
  if (!written) {
    const says = text(
      'Nessuna persona dell’associazione ha questo indirizzo.',
      'Nobody of the association has this address.',
    );
    return { path: 'email', says };
  }
  if (chosen && chosen.id !== written.id) {
    const says = text(
      `È l’indirizzo di un’altra persona, non di ${chosen.name}: va lasciato vuoto, o va tolta la scelta.`,
      `It is the address of somebody else, not of ${chosen.name}: leave it empty, or take the choice away.`,
    );
    return { path: 'email', says };
  }
  return written;
}

async function withId(tx: Tx, id: string): Promise<Named | undefined> {
  const [contact] = await seeingColleagues(tx, () => contactsOf(tx, [id]));
  return contact && { id: contact.person, name: contact.name };
}
