import type { z } from 'zod';
import { showDay } from '../../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { Definitions } from '../../../../platform/pages/definitions.tsx';
import { ChoiceField, DayField, SelectField, TextAreaField, TextField } from '../../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../../platform/pages/form-state.ts';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { appointAdministrator } from '../../actions/administrators/appoint-administrator.ts';
import { endAppointment } from '../../actions/administrators/end-appointment.ts';
import { listAdministrators } from '../../actions/administrators/list-administrators.ts';
import { recordCheck } from '../../actions/administrators/record-check.ts';
import { showAdministrator } from '../../actions/administrators/show-administrator.ts';
import { listPosts } from '../../actions/list-posts.ts';
import { notice, peopleMessages } from '../../people-messages.ts';
import { ActFields } from './act-fields.tsx';
import { peopleAddress, peopleCrumbs } from './people-frame.tsx';
import { actText } from './post-words.tsx';

const base = '/:association/enti/persone/amministratori';
type Shown = z.output<typeof showAdministrator.output>;

export const appointPage: PageRoute = {
  method: 'GET',
  path: `${base}/nuovo`,
  needs: appointAdministrator,
  answer: async (request) => {
    const person = oneText(request.query.persona);
    return appointReply(request, freshForm({ since: request.now.today, ...(person ? { person } : {}) }));
  },
};

export const appointForm: PageRoute = {
  method: 'POST',
  path: `${base}/nuovo`,
  needs: appointAdministrator,
  answer: async (request) => {
    const attempt = await request.attempt(appointAdministrator, request.form);
    if (!attempt.ok) return appointReply(request, returnedForm(request, attempt), 422);
    const to = peopleAddress(request, 'administrators');
    return { kind: 'redirect', to, notice: notice((m) => m.appointed) };
  },
};

async function appointReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { items } = await request.perform(listPosts, {});
  const office = items.filter(({ role }) => role === 'SYS' || role === 'L2' || role === 'L1' || role === 'RES');
  const people = [...new Map(office.map((post) => [post.person, post.holder]))];
  const m = peopleMessages[request.language];
  return {
    kind: 'page',
    status,
    title: m.appoint,
    crumbs: peopleCrumbs(request, 'posts', 'administrators'),
    scope: 'association',
    body: (
      <>
        <h1>{m.appoint}</h1>
        <Form state={form}>
          <SelectField name="person" label={m.person} choices={people.map(([value, label]) => ({ value, label }))} />
          <TextField name="systems" label={m.systems} hint={m.systemsHint} />
          <TextField name="duties" label={m.duties} optional />
          <DayField name="since" label={m.firstDay} />
          <DayField name="until" label={m.lastDay} hint={m.optionalUntil} optional />
          <ActFields withTitle={false} />
          <FormActions submit={m.appoint}>
            <a href={peopleAddress(request, 'administrators')}>{m.cancel}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** An appointment with its checks, a new check, and its end. */
export const administratorPage: PageRoute = {
  method: 'GET',
  path: `${base}/:nomina`,
  needs: listAdministrators,
  answer: async (request) => reply(request, await shown(request), freshForm({ on: request.now.today })),
};

export const checkForm: PageRoute = {
  method: 'POST',
  path: `${base}/:nomina/verifica`,
  needs: recordCheck,
  answer: async (request) => {
    const before = await shown(request);
    const attempt = await request.attempt(recordCheck, { ...request.form, administrator: before.administrator });
    if (!attempt.ok) return reply(request, before, returnedForm(request, attempt), 422);
    const to = peopleAddress(request, 'administrators', before.administrator);
    return { kind: 'redirect', to, notice: notice((m) => m.checkRecorded) };
  },
};

export const endAppointmentForm: PageRoute = {
  method: 'POST',
  path: `${base}/:nomina/fine`,
  needs: endAppointment,
  answer: async (request) => {
    const before = await shown(request);
    const attempt = await request.attempt(endAppointment, { ...request.form, administrator: before.administrator });
    if (!attempt.ok) return reply(request, before, returnedForm(request, attempt), 422);
    return {
      kind: 'redirect',
      to: peopleAddress(request, 'administrators'),
      notice: notice((m) => m.appointmentEnded),
    };
  },
};

const shown = (request: PageRequest) => request.perform(showAdministrator, { administrator: request.params.nomina! });

function reply(request: PageRequest, one: Shown, form: FormState, status = 200): PageReply {
  return {
    kind: 'page',
    status,
    title: one.name ?? peopleMessages[request.language].administrators,
    crumbs: peopleCrumbs(request, 'posts', 'administrators'),
    scope: 'association',
    body: (
      <AdministratorPage
        one={one}
        form={form}
        address={peopleAddress(request, 'administrators', one.administrator)}
        mayCheck={one.state !== 'ended' && request.may(recordCheck)}
        mayEnd={one.state !== 'ended' && request.may(endAppointment)}
      />
    ),
  };
}

export function AdministratorPage({
  one,
  form,
  address,
  mayCheck,
  mayEnd,
}: {
  one: Shown;
  form: FormState;
  address: string;
  mayCheck: boolean;
  mayEnd: boolean;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const ending = 'until' in form.values;
  return (
    <>
      <h1>{one.name}</h1>
      <Definitions
        items={[
          { term: m.systems, is: one.systems },
          { term: m.duties, is: one.duties },
          { term: m.act, is: actText({ act: '', ...one }, language) },
          { term: m.since, is: showDay(one.since, language) },
          { term: m.until, is: one.until && showDay(one.until, language) },
          { term: m.nextCheck, is: one.nextCheck && showDay(one.nextCheck, language) },
        ]}
      />
      {one.checks.length > 0 && (
        <>
          <h2>{m.checks}</h2>
          <ul>
            {one.checks.map((check) => (
              <li key={check.check}>
                {showDay(check.on, language)}: <strong>{m[`outcomeOf.${check.outcome}`]}</strong>
                {check.notes && ` — ${check.notes}`}
                {check.by && <span class="muted"> ({check.by})</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {mayCheck && (
        <>
          <h2>{m.recordCheck}</h2>
          <Form state={ending ? freshForm() : form} action={`${address}/verifica`}>
            <DayField name="on" label={m.checkDay} />
            <ChoiceField
              name="outcome"
              label={m.checkOutcome}
              choices={(['adequate', 'to-correct', 'inadequate'] as const).map((outcome) => ({
                value: outcome,
                label: m[`outcomeOf.${outcome}`],
              }))}
            />
            <TextAreaField name="notes" label={m.notes} optional rows={3} />
            <FormActions submit={m.recordCheck} />
          </Form>
        </>
      )}
      {mayEnd && (
        <>
          <h2>{m.endAppointment}</h2>
          <Form state={ending ? form : freshForm()} action={`${address}/fine`}>
            <DayField name="until" label={m.lastDay} />
            <FormActions submit={m.endAppointment} />
          </Form>
        </>
      )}
    </>
  );
}
