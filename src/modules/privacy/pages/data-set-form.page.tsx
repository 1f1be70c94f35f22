import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { listEntities } from '../../membership/index.ts';
import { addDataSet } from '../actions/add-data-set.ts';
import { changeDataSet } from '../actions/change-data-set.ts';
import { showDataSet } from '../actions/show-data-set.ts';
import { messages } from '../messages.ts';
import { dataAddress, dataCrumbs } from './data-frame.tsx';

type Choice = { readonly value: string; readonly label: string };

export const newDataSetPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/nuovo',
  answer: (request) => newReply(request, freshForm({ personal: 'true' })),
};

export const newDataSetForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/nuovo',
  answer: async (request) => {
    const attempt = await request.attempt(addDataSet, request.form);
    if (!attempt.ok) return newReply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: dataAddress(request, attempt.value.id) };
  },
};

async function newReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const m = messages[request.language];
  if (!request.may(addDataSet)) await request.perform(addDataSet, {} as never);
  return {
    kind: 'page',
    status,
    title: m.add,
    crumbs: dataCrumbs(request),
    body: <DataSetForm title={m.add} form={form} entities={await choices(request)} back={dataAddress(request)} />,
  };
}

/** The entities to choose from; none where the post is of one entity, whose data they are. */
async function choices(request: PageRequest): Promise<readonly Choice[] | null> {
  if (request.actor.role === 'CTR') return null;
  const { items } = await request.perform(listEntities, {});
  return items.map(({ code, name }) => ({ value: code, label: name }));
}

export const changeDataSetPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/:insieme/modifica',
  answer: async (request) => {
    const { name, about, purpose, hosted, personal } = await request.perform(showDataSet, {
      dataSet: request.params.insieme!,
    });
    return changeReply(request, freshForm({ name, about, purpose, hosted, personal: String(personal) }));
  },
};

export const changeDataSetForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/:insieme/modifica',
  answer: async (request) => {
    const dataSet = request.params.insieme!;
    const attempt = await request.attempt(changeDataSet, { ...request.form, dataSet });
    if (!attempt.ok) return changeReply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: dataAddress(request, dataSet) };
  },
};

async function changeReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const m = messages[request.language];
  const { id, name } = await request.perform(showDataSet, { dataSet: request.params.insieme! });
  const back = dataAddress(request, id);
  return {
    kind: 'page',
    status,
    title: m.change,
    crumbs: dataCrumbs(request, { title: name, href: back }),
    body: <DataSetForm title={m.change} form={form} entities={null} back={back} />,
  };
}

export function DataSetForm({
  title,
  form,
  entities,
  back,
}: {
  title: string;
  form: FormState;
  entities: readonly Choice[] | null;
  back: string;
}) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{title}</h1>
      <Form state={form}>
        {entities && <SelectField name="entity" label={m.entity} choices={entities} />}
        <TextField name="name" label={m.name} />
        <TextAreaField name="about" label={m.about} rows={3} />
        <TextField name="purpose" label={m.purpose} />
        <TextField name="hosted" label={m.hosted} />
        <CheckField name="personal" label={m.personal} hint={m.personalHint} />
        <FormActions submit={m.save}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}
