import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { type Choice, ChoiceField, DayField, FileField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { listDataSets } from '../actions/list-data-sets.ts';
import { listNameablePeople } from '../actions/list-nameable-people.ts';
import { recordAct } from '../actions/record-act.ts';
import { messages } from '../messages.ts';
import { dataAddress, dataCrumbs, givenFile, saying, withoutFile } from './data-frame.tsx';
import { type NameablePerson, PersonFields } from './person-fields.tsx';

export const newActPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/atti/nuovo',
  seenBy: 'CTR',
  answer: async (request) => {
    const dataSet = oneText(request.query.insieme);
    return reply(request, freshForm(dataSet ? { dataSets: [dataSet] } : {}));
  },
};

export const newActForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/atti/nuovo',
  answer: async (request) => {
    const document = givenFile(request, 'document');
    const attempt = await request.attempt(recordAct, { ...request.form, document });
    if (attempt.ok)
      return { kind: 'redirect', to: dataAddress(request, 'atti', attempt.value.id), notice: saying('actRecorded') };
    const form = returnedForm(request, attempt);
    const problems = document
      ? form.problems
      : [...form.problems.filter(({ path }) => !path.startsWith('document')), withoutFile('document')];
    return reply(request, form.refusals.length > 0 ? form : { ...form, problems }, 422);
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const m = messages[request.language];
  if (!request.may(recordAct)) await request.perform(recordAct, {} as never);
  const { items } = await request.perform(listDataSets, {});
  const { items: people } = await request.perform(listNameablePeople, {});
  const several = new Set(items.map(({ entity }) => entity)).size > 1;
  return {
    kind: 'page',
    status,
    title: m.addAct,
    crumbs: dataCrumbs(request, { title: m.tabActs, href: dataAddress(request, 'atti') }),
    body: (
      <ActForm
        form={form}
        people={people}
        dataSets={items.map(({ id, name, entityName }) => ({
          value: id,
          label: several ? `${name} — ${entityName}` : name,
        }))}
        back={dataAddress(request, 'atti')}
      />
    ),
  };
}

export function ActForm({
  form,
  people,
  dataSets,
  back,
}: {
  form: FormState;
  people: readonly NameablePerson[];
  dataSets: readonly Choice[];
  back: string;
}) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.addAct}</h1>
      <Form state={form} files>
        <TextField name="number" label={m.number} width="short" spellcheck={false} />
        <DayField name="on" label={m.actOn} />
        <TextField name="signedBy" label={m.signedBy} />
        <PersonFields people={people} />
        <ChoiceField name="dataSets" label={m.dataSets} several choices={dataSets} />
        <ChoiceField
          name="rights"
          label={m.rights}
          several
          choices={(['consult', 'modify', 'transmit'] as const).map((value) => ({ value, label: m[value] }))}
        />
        <DayField name="since" label={m.since} hint={m.sinceHint} optional />
        <DayField name="until" label={m.until} hint={m.untilHint} optional />
        <FileField name="document" label={m.document} hint={m.documentHint} />
        <FormActions submit={m.addAct}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}
