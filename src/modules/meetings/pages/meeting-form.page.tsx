import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import {
  CheckField,
  ChoiceField,
  HiddenField,
  MomentField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { changeMeeting } from '../actions/change-meeting.ts';
import { createMeeting } from '../actions/create-meeting.ts';
import { listMeetings } from '../actions/list-meetings.ts';
import { showMeeting } from '../actions/show-meeting.ts';
import { messages } from '../messages.ts';
import { backTo, crumbsTo, numberIn, organiHref, said } from './meetings-frame.tsx';

export const newMeetingPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/nuova',
  needs: createMeeting,
  answer: (request) =>
    form(
      request,
      freshForm({
        kind: 'ordinary',
        request: oneText(request.query.richiesta) ?? '',
        body: oneText(request.query.organo) ?? '',
      }),
    ),
};

export const newMeetingForm: PageRoute = {
  method: 'POST',
  path: '/:association/organi/sedute/nuova',
  needs: createMeeting,
  answer: async (request) => {
    const { _csrf, ...given } = request.form;
    const attempt = await request.attempt(createMeeting, given);
    if (!attempt.ok) return form(request, returnedForm(request, attempt), { status: 422 });
    return backTo(organiHref(request, 'sedute', attempt.value.number), said('created'));
  },
};

export const changeMeetingPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta/modifica',
  needs: changeMeeting,
  answer: async (request) => {
    const meeting = await request.perform(showMeeting, { meeting: numberIn(request, 'seduta') });
    const { body, kind, reason, title, place, remote, remoteLink, firstCall, secondCall } = meeting;
    const values = {
      body,
      kind,
      reason,
      title,
      place,
      remoteLink,
      firstCall: firstCall ?? '',
      secondCall: secondCall ?? '',
      ...(remote ? { remote: 'true' } : {}),
    };
    return form(request, freshForm(values), { meeting: meeting.number });
  },
};

export const changeMeetingForm: PageRoute = {
  method: 'POST',
  path: '/:association/organi/sedute/:seduta/modifica',
  needs: changeMeeting,
  answer: async (request) => {
    const meeting = numberIn(request, 'seduta');
    const { _csrf, ...given } = request.form;
    const attempt = await request.attempt(changeMeeting, { ...given, meeting });
    if (!attempt.ok) return form(request, returnedForm(request, attempt), { meeting, status: 422 });
    return backTo(organiHref(request, 'sedute', meeting), said('changed'));
  },
};

async function form(
  request: PageRequest,
  state: FormState,
  { meeting, status = 200 }: { meeting?: number; status?: number } = {},
): Promise<PageReply> {
  const { bodies, remoteAllowed } = await request.perform(listMeetings, { limit: 1 });
  const m = messages[request.language];
  const title = meeting === undefined ? m.newMeeting : m.meeting(meeting);
  const back = meeting === undefined ? organiHref(request, 'sedute') : organiHref(request, 'sedute', meeting);
  return {
    kind: 'page',
    title,
    status,
    crumbs: crumbsTo(request, 'meetings', meeting),
    scope: 'association',
    body: (
      <MeetingFormPage
        title={title}
        form={withFirst(state, bodies[0]?.id)}
        bodies={bodies}
        remote={remoteAllowed || oneText(state.values.remote) === 'true'}
        back={back}
      />
    ),
  };
}

/** The first body is offered where none was chosen. */
function withFirst(form: FormState, body = ''): FormState {
  return oneText(form.values.body) ? form : { ...form, values: { ...form.values, body } };
}

export function MeetingFormPage({
  title,
  form,
  bodies,
  remote,
  back,
}: {
  title: string;
  form: FormState;
  bodies: z.output<typeof listMeetings.output>['bodies'];
  /** Whether to ask about taking part from elsewhere: where the agreement allows it, or it was asked for before. */
  remote: boolean;
  back: string;
}) {
  const language = useLanguage();
  const m = messages[language];
  const request = oneText(form.values.request);
  return (
    <>
      <h1>{title}</h1>
      <Form state={form}>
        {request && <HiddenField name="request" value={request} />}
        <SelectField
          name="body"
          label={m.body}
          choices={bodies.map(({ id, name }) => ({ value: id, label: name[language] }))}
        />
        <ChoiceField
          name="kind"
          label={m.kind}
          choices={(['ordinary', 'extraordinary', 'urgent'] as const).map((kind) => ({ value: kind, label: m[kind] }))}
        />
        <TextAreaField name="reason" label={m.reason} hint={m.reasonHint} rows={2} optional />
        <TextField name="title" label={m.title} hint={m.titleHint} optional />
        <TextField name="place" label={m.place} optional />
        <MomentField name="firstCall" label={m.firstCall} optional />
        <MomentField name="secondCall" label={m.secondCall} hint={m.secondCallHint} optional />
        {remote && (
          <>
            <CheckField name="remote" label={m.remote} />
            <TextField name="remoteLink" label={m.remoteLink} type="url" optional />
          </>
        )}
        <FormActions submit={m.save}>
          <a href={back}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}
