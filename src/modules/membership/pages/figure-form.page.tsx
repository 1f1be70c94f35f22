import { type Day, parseDay, showDay } from '../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { ChoiceField, DayField, HiddenField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { listFigures } from '../actions/list-figures.ts';
import { recordFigure } from '../actions/record-figure.ts';
import { showEntity } from '../actions/show-entity.ts';
import { withdrawFigure } from '../actions/withdraw-figure.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { figureText, registerTitle } from '../vocabulary.ts';
import { crumbsTo, entitiesAddress } from './entities-frame.tsx';

type Named = { readonly code: string; readonly name: string };

const simple = ['population', 'workstations', 'direct-costs'] as const;

/** The form of a figure; `?dato=…&giorno=…` begins from the one there is, to correct it. */
export const figurePage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/:ente/dato',
  needs: recordFigure,
  answer: async (request) => {
    const entity = await request.perform(showEntity, { entity: request.params.ente! });
    const { register, on } = asked(request);
    const before = await currentFigure(request, entity.code);
    const isUnits = register.startsWith('units:');
    return figureReply(
      request,
      entity,
      freshForm({
        register: isUnits ? 'units' : register,
        ...(isUnits ? { unit: register.slice('units:'.length) } : {}),
        on: on ?? '',
        standing: 'final',
        ...(before ? { value: figureText(before.value!, 'it').replace(' €', ''), source: before.source } : {}),
      }),
    );
  },
};

export const figureForm: PageRoute = {
  method: 'POST',
  path: '/:association/enti/:ente/dato',
  needs: recordFigure,
  answer: async (request) => {
    const entity = await request.perform(showEntity, { entity: request.params.ente! });
    const { unit, ...form } = request.form;
    const register = form.register === 'units' ? `units:${oneText(unit)?.toLowerCase() ?? ''}` : form.register;
    const attempt = await request.attempt(recordFigure, { ...form, register, entity: entity.code });
    if (!attempt.ok) return figureReply(request, entity, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: entitiesAddress(request, entity.code), notice: notices.recorded };
  },
};

function figureReply(request: PageRequest, entity: Named, form: FormState, status = 200): PageReply {
  const title = messages[request.language].figureTitle(entity.name);
  const back = entitiesAddress(request, entity.code);
  return {
    kind: 'page',
    status,
    title,
    crumbs: crumbsTo(request, entity),
    body: <FigurePage title={title} form={form} back={back} />,
  };
}

export function FigurePage({ title, form, back }: { title: string; form: FormState; back: string }) {
  const language = useLanguage();
  const m = messages[language];
  const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
  return (
    <>
      <h1>{title}</h1>
      <Form state={form}>
        <SelectField
          name="register"
          label={m.register_}
          choices={[
            ...simple.map((register) => ({ value: register, label: capital(registerTitle(register)[language]) })),
            { value: 'units', label: capital(m.unitsChoice) },
          ]}
        />
        <TextField
          name="unit"
          label={m.otherRegister}
          hint={m.otherRegisterHint}
          optional
          width="medium"
          spellcheck={false}
        />
        <DayField name="on" label={m.day} hint={m.dayHint} />
        <TextField
          name="value"
          label={m.value}
          hint={m.valueHint}
          width="medium"
          inputmode="decimal"
          spellcheck={false}
        />
        <ChoiceField
          name="standing"
          label={m.standing}
          choices={[
            { value: 'final', label: m.standingFinal },
            { value: 'provisional', label: m.standingProvisional },
          ]}
        />
        <TextField name="source" label={m.source} hint={m.sourceHint} />
        <TextField name="evidence" label={m.evidence} hint={m.evidenceHint} optional />
        <DayField name="decided" label={m.decided} optional />
        <FormActions submit={m.record}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}

export const withdrawPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/:ente/ritiro',
  needs: withdrawFigure,
  answer: async (request) => withdrawReply(request, freshForm()),
};

export const withdrawForm: PageRoute = {
  method: 'POST',
  path: '/:association/enti/:ente/ritiro',
  needs: withdrawFigure,
  answer: async (request) => {
    const attempt = await request.attempt(withdrawFigure, { ...request.form, entity: request.params.ente });
    if (!attempt.ok) return withdrawReply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: entitiesAddress(request, request.params.ente!), notice: notices.withdrawn };
  },
};

async function withdrawReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const entity = await request.perform(showEntity, { entity: request.params.ente! });
  const figure = await currentFigure(request, entity.code);
  const back = entitiesAddress(request, entity.code);
  if (!figure && status === 200) return { kind: 'redirect', to: back };
  const { register, on } = asked(request);
  const title = messages[request.language].withdrawTitle(registerTitle(register)[request.language], entity.name);
  return {
    kind: 'page',
    status,
    title,
    crumbs: crumbsTo(request, entity),
    body: (
      <WithdrawPage
        title={title}
        form={form}
        back={back}
        figure={{ register, on: figure?.on ?? on ?? '', value: figure?.value ?? null }}
      />
    ),
  };
}

export function WithdrawPage({
  title,
  form,
  back,
  figure,
}: {
  title: string;
  form: FormState;
  back: string;
  figure: { readonly register: string; readonly on: string; readonly value: number | string | null };
}) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <h1>{title}</h1>
      {figure.value !== null && (
        <p>{m.withdrawHelp(figureText(figure.value, language), showDay(figure.on as Day, language))}</p>
      )}
      <Form state={form}>
        <HiddenField name="register" value={figure.register} />
        <HiddenField name="on" value={figure.on} />
        <TextField name="reason" label={m.reason} />
        <FormActions submit={m.withdraw}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}

function asked({ query, form }: PageRequest) {
  const on = parseDay(oneText(form.on) ?? oneText(query.giorno) ?? '');
  return { register: oneText(form.register) ?? oneText(query.dato) ?? 'population', on };
}

/** The figure in force that the address names, if there is one. */
async function currentFigure(request: PageRequest, entity: string) {
  const { register, on } = asked(request);
  if (!on) return undefined;
  const { items } = await request.perform(listFigures, { entity });
  return items.find(
    (figure) => figure.register === register && figure.on === on && !figure.superseded && figure.value !== null,
  );
}
