import { text } from '../../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { DayField, SelectField, TextField } from '../../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../../platform/pages/form-state.ts';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { roleCodes } from '../../../../platform/role.ts';
import { addPerson } from '../../actions/add-person.ts';
import { listPlaces } from '../../actions/list-places.ts';
import { showPerson } from '../../actions/show-person.ts';
import { notice, peopleMessages } from '../../people-messages.ts';
import { ActFields } from './act-fields.tsx';
import { peopleAddress, peopleCrumbs, roleTitle } from './people-frame.tsx';

const path = '/:association/enti/persone/nuova';

export const addPersonPage: PageRoute = {
  method: 'GET',
  path,
  needs: addPerson,
  seenBy: 'SYS',
  answer: async (request) => {
    const known = oneText(request.query.persona);
    if (!known) return reply(request, freshForm({ language: 'it', since: request.now.today }));
    const { name, email } = await request.perform(showPerson, { person: known });
    return reply(request, freshForm({ language: 'it', since: request.now.today, name, ...(email ? { email } : {}) }));
  },
};

export const addPersonForm: PageRoute = {
  method: 'POST',
  path,
  needs: addPerson,
  answer: async (request) => {
    const attempt = await request.attempt(addPerson, request.form);
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    const { person, isNew, invited } = attempt.value;
    const said = notice((m) => (invited ? m.invited : isNew ? m.notInvited : m.given));
    return { kind: 'redirect', to: peopleAddress(request, 'posts', person), notice: text(said.it, said.en) };
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { items } = await request.perform(listPlaces, {});
  return {
    kind: 'page',
    status,
    title: peopleMessages[request.language].addPerson,
    crumbs: peopleCrumbs(request, 'posts'),
    scope: 'association',
    body: <AddPersonPage form={form} places={items} back={peopleAddress(request, 'posts')} />,
  };
}

export function AddPersonPage({
  form,
  places,
  back,
}: {
  form: FormState;
  places: readonly { readonly code: string; readonly name: string }[];
  back: string;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  return (
    <>
      <h1>{m.addPerson}</h1>
      <p class="lead">{m.addPersonLead}</p>
      <Form state={form}>
        <TextField name="name" label={m.name} width="medium" autocomplete="off" />
        <TextField name="email" type="email" label={m.email} width="medium" autocomplete="off" spellcheck={false} />
        <SelectField
          name="role"
          label={m.role}
          choices={roleCodes.map((role) => ({ value: role, label: roleTitle(role, language) }))}
        />
        <SelectField
          name="entity"
          label={m.entity}
          hint={m.entityHint}
          optional
          choices={[
            { value: '', label: m.noEntity },
            ...places.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <DayField name="since" label={m.firstDay} />
        <DayField name="until" label={m.lastDay} hint={m.optionalUntil} optional />
        <ActFields />
        <SelectField
          name="language"
          label={m.language}
          width="short"
          choices={[
            { value: 'it', label: m.italian },
            { value: 'en', label: m.english },
          ]}
        />
        <FormActions submit={m.give}>
          <a href={back}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}
