import type { ComponentChildren } from 'preact';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { endRepresentation } from '../actions/end-representation.ts';
import { joinAssociation } from '../actions/join-association.ts';
import { leaveAssociation } from '../actions/leave-association.ts';
import { listEntities } from '../actions/list-entities.ts';
import { setRepresentation } from '../actions/set-representation.ts';
import { showEntity } from '../actions/show-entity.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { wayTitles } from '../vocabulary.ts';
import { crumbsTo, entitiesAddress } from './entities-frame.tsx';

type Named = { readonly code: string; readonly name: string };

const entityOf = (request: PageRequest) => request.perform(showEntity, { entity: request.params.ente! });

function reply(
  request: PageRequest,
  page: { readonly entity: Named; readonly title: string; readonly status?: number; readonly body: PageReplyBody },
): PageReply {
  const { entity, title, status = 200, body } = page;
  return { kind: 'page', status, title, crumbs: crumbsTo(request, entity), body };
}
type PageReplyBody = Extract<PageReply, { kind: 'page' }>['body'];

export const joinPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/:ente/adesione',
  needs: joinAssociation,
  answer: async (request) => joinReply(request, await entityOf(request), freshForm({ way: 'signatory' })),
};

export const joinForm: PageRoute = {
  method: 'POST',
  path: '/:association/enti/:ente/adesione',
  needs: joinAssociation,
  answer: async (request) => {
    const entity = await entityOf(request);
    const attempt = await request.attempt(joinAssociation, { ...request.form, entity: entity.code });
    if (!attempt.ok) return joinReply(request, entity, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: entitiesAddress(request, entity.code), notice: notices.joined };
  },
};

function joinReply(request: PageRequest, entity: Named, form: FormState, status = 200): PageReply {
  const title = messages[request.language].joinTitle(entity.name);
  const back = entitiesAddress(request, entity.code);
  return reply(request, { entity, title, status, body: <JoinPage title={title} form={form} back={back} /> });
}

export function JoinPage({ title, form, back }: { title: string; form: FormState; back: string }) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <ActPage title={title} form={form} back={back}>
      <DayField name="joined" label={m.firstDayIn} />
      <DayField name="signed" label={m.signedOn} optional />
      <SelectField
        name="way"
        label={m.way}
        choices={Object.entries(wayTitles).map(([value, words]) => ({ value, label: words[language] }))}
      />
      <TextField name="act" label={m.act} hint={m.actHint} optional />
    </ActPage>
  );
}

export const leavePage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/:ente/uscita',
  needs: leaveAssociation,
  answer: async (request) => leaveReply(request, await entityOf(request), freshForm()),
};

export const leaveForm: PageRoute = {
  method: 'POST',
  path: '/:association/enti/:ente/uscita',
  needs: leaveAssociation,
  answer: async (request) => {
    const entity = await entityOf(request);
    const attempt = await request.attempt(leaveAssociation, { ...request.form, entity: entity.code });
    if (!attempt.ok) return leaveReply(request, entity, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: entitiesAddress(request, entity.code), notice: notices.left };
  },
};

function leaveReply(request: PageRequest, entity: Named, form: FormState, status = 200): PageReply {
  const title = messages[request.language].leaveTitle(entity.name);
  const back = entitiesAddress(request, entity.code);
  return reply(request, { entity, title, status, body: <LeavePage title={title} form={form} back={back} /> });
}

export function LeavePage({ title, form, back }: { title: string; form: FormState; back: string }) {
  const m = messages[useLanguage()];
  return (
    <ActPage title={title} form={form} back={back}>
      <DayField name="left" label={m.firstDayOut} hint={m.firstDayOutHint} />
      <TextField name="act" label={m.leavingAct} hint={m.actHint} />
    </ActPage>
  );
}

export const representationPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/:ente/rappresentanza',
  needs: setRepresentation,
  answer: async (request) => representationReply(request, freshForm()),
};

export const representationForm: PageRoute = {
  method: 'POST',
  path: '/:association/enti/:ente/rappresentanza',
  needs: setRepresentation,
  answer: async (request) => {
    const ends = request.form.until !== undefined;
    const given = { ...request.form, entity: request.params.ente };
    const attempt = ends
      ? await request.attempt(endRepresentation, given)
      : await request.attempt(setRepresentation, given);
    if (!attempt.ok) return representationReply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: entitiesAddress(request, request.params.ente!), notice: notices.represented };
  },
};

async function representationReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const entity = await entityOf(request);
  const { items } = await request.perform(listEntities, { state: 'any', limit: 10_000 });
  const candidates = items.filter(({ code, kind }) => code !== entity.code && kind !== 'comune');
  const running = entity.representations.find((one) => one.represented === entity.code && one.until === null);
  const title = messages[request.language].representationTitle(entity.name);
  const body = (
    <RepresentationPage
      title={title}
      form={form}
      back={entitiesAddress(request, entity.code)}
      candidates={candidates}
      isRepresented={running !== undefined}
    />
  );
  return reply(request, { entity, title, status, body });
}

export function RepresentationPage({
  title,
  form,
  back,
  candidates,
  isRepresented,
}: {
  title: string;
  form: FormState;
  back: string;
  candidates: readonly Named[];
  isRepresented: boolean;
}) {
  const m = messages[useLanguage()];
  const ends = form.values.until !== undefined;
  return (
    <>
      <h1>{title}</h1>
      <Form state={ends ? freshForm() : form}>
        <SelectField
          name="representative"
          label={m.whoRepresents}
          width="full"
          choices={candidates.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <DayField name="since" label={m.since} />
        <TextField name="act" label={m.act} hint={m.actHint} optional />
        <FormActions submit={m.record}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
      {isRepresented && (
        <>
          <h2>{m.endRepresentation}</h2>
          <Form state={ends ? form : freshForm()}>
            <DayField name="until" label={m.lastDay} />
            <FormActions submit={m.endRepresentation} />
          </Form>
        </>
      )}
    </>
  );
}

function ActPage({
  title,
  form,
  back,
  children,
}: {
  title: string;
  form: FormState;
  back: string;
  children: ComponentChildren;
}) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{title}</h1>
      <Form state={form}>
        {children}
        <FormActions submit={m.record}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}
