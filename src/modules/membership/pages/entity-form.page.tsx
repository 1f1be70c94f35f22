import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { CheckField, DayField, Fieldset, NumberField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { addEntity } from '../actions/add-entity.ts';
import { changeEntity } from '../actions/change-entity.ts';
import { showEntity } from '../actions/show-entity.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { kindTitles, relationTitles, wayTitles } from '../vocabulary.ts';
import { crumbsTo, entitiesAddress } from './entities-frame.tsx';

export const newEntityPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/nuovo',
  needs: addEntity,
  answer: async (request) => newReply(request, freshForm({ kind: 'comune', relation: 'member' })),
};

export const newEntityForm: PageRoute = {
  method: 'POST',
  path: '/:association/enti/nuovo',
  needs: addEntity,
  answer: async (request) => {
    const attempt = await request.attempt(addEntity, request.form);
    if (!attempt.ok) return newReply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: entitiesAddress(request, attempt.value.code), notice: notices.added };
  },
};

function newReply(request: PageRequest, form: FormState, status = 200): PageReply {
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title: m.add,
    crumbs: crumbsTo(request),
    body: <EntityFormPage title={m.add} form={form} back={entitiesAddress(request)} isNew />,
  };
}

export const changeEntityPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/:ente/modifica',
  needs: changeEntity,
  answer: async (request) => {
    const entity = await request.perform(showEntity, { entity: request.params.ente! });
    const text = (value: string | number | null) => (value === null ? '' : String(value));
    const form = freshForm({
      name: entity.name,
      kind: entity.kind,
      relation: entity.relation,
      ipa: text(entity.ipa),
      istat: text(entity.istat),
      belfiore: text(entity.belfiore),
      taxCode: text(entity.taxCode),
      province: text(entity.province),
      region: text(entity.region),
      latitude: text(entity.latitude),
      longitude: text(entity.longitude),
      hasCed: String(entity.hasCed),
      hasIctStaff: entity.hasIctStaff === null ? '' : String(entity.hasIctStaff),
    });
    return changeReply(request, entity, form);
  },
};

export const changeEntityForm: PageRoute = {
  method: 'POST',
  path: '/:association/enti/:ente/modifica',
  needs: changeEntity,
  answer: async (request) => {
    const entity = await request.perform(showEntity, { entity: request.params.ente! });
    const given = { ...request.form, entity: entity.code, hasCed: request.form.hasCed ?? 'false' };
    const attempt = await request.attempt(changeEntity, given);
    if (!attempt.ok) return changeReply(request, entity, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: entitiesAddress(request, entity.code), notice: notices.changed };
  },
};

function changeReply(
  request: PageRequest,
  entity: { readonly code: string; readonly name: string },
  form: FormState,
  status = 200,
): PageReply {
  const title = messages[request.language].changeTitle(entity.name);
  return {
    kind: 'page',
    status,
    title,
    crumbs: crumbsTo(request, entity),
    body: <EntityFormPage title={title} form={form} back={entitiesAddress(request, entity.code)} />,
  };
}

export function EntityFormPage({
  title,
  form,
  back,
  isNew,
}: {
  title: string;
  form: FormState;
  back: string;
  isNew?: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const choices = (titles: Readonly<Record<string, { it: string; en: string }>>) =>
    Object.entries(titles).map(([value, words]) => ({ value, label: words[language] }));
  return (
    <>
      <h1>{title}</h1>
      <Form state={form}>
        <TextField name="name" label={m.name} autocomplete="off" />
        <SelectField name="kind" label={m.kind} choices={choices(kindTitles)} />
        <SelectField name="relation" label={m.relation} choices={choices(relationTitles)} />
        <TextField name="ipa" label={m.ipa} optional width="medium" spellcheck={false} />
        <TextField name="istat" label={m.istat} optional width="short" inputmode="numeric" spellcheck={false} />
        <TextField name="belfiore" label={m.belfiore} optional width="short" spellcheck={false} />
        <TextField name="taxCode" label={m.taxCode} optional width="medium" inputmode="numeric" spellcheck={false} />
        {isNew && <TextField name="code" label={m.code} hint={m.codeHint} optional width="medium" spellcheck={false} />}
        <TextField name="province" label={m.province} optional width="short" spellcheck={false} />
        <TextField name="region" label={m.region} optional width="medium" />
        <NumberField name="latitude" label={m.latitude} optional decimal />
        <NumberField name="longitude" label={m.longitude} optional decimal />
        <CheckField name="hasCed" label={m.hasCed} />
        <SelectField
          name="hasIctStaff"
          label={m.hasIctStaff}
          optional
          width="short"
          choices={[
            { value: '', label: m.notKnown },
            { value: 'true', label: m.yes },
            { value: 'false', label: m.no },
          ]}
        />
        {isNew && (
          <Fieldset legend={m.joinNow} hint={m.joinNowHint}>
            <DayField name="joined" label={m.firstDayIn} optional />
            <DayField name="signed" label={m.signedOn} optional />
            <SelectField name="way" label={m.way} optional choices={choices(wayTitles)} value="signatory" />
            <TextField name="act" label={m.act} hint={m.actHint} optional />
          </Fieldset>
        )}
        <FormActions submit={m.save}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}
