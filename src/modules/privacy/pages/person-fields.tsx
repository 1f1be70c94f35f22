import type { z } from 'zod';
import { SelectField, TextField } from '../../../platform/pages/field.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { roles } from '../../../platform/role.ts';
import type { listNameablePeople } from '../actions/list-nameable-people.ts';
import { messages } from '../messages.ts';

export type NameablePerson = z.output<typeof listNameablePeople.output>['items'][number];

/** Whom the form is about: chosen among the people one knows, or anybody of the association by the exact address. */
export function PersonFields({ people }: { people: readonly NameablePerson[] }) {
  const { actor, language } = useFrame();
  const m = messages[language];
  return (
    <>
      <SelectField
        name="person"
        label={m.person}
        hint={actor.role === 'CTR' || actor.role === 'MAY' ? m.personHint : m.personHintOffice}
        choices={people.map(({ person, name, role, entityName }) => ({
          value: person,
          label: [name, roles[role][language], entityName].filter(Boolean).join(', '),
        }))}
      />
      <TextField
        name="email"
        type="email"
        label={m.otherPerson}
        hint={m.emailHint}
        optional
        width="medium"
        autocomplete="off"
        spellcheck={false}
      />
    </>
  );
}
