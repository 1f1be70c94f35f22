import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { CheckField, ChoiceField, MomentField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { announce, updateAnnouncement } from '../actions/announce.ts';
import { readStatus } from '../actions/read-status.ts';
import { readAnnouncement, showAnnouncement } from '../actions/show-announcement.ts';
import { messages } from '../messages.ts';
import { announcementKinds, impacts, momentText, stagesOf } from '../vocabulary.ts';
import { statusCrumbs, statusHref } from './knowledge-frame.ts';
import { type Announcement, impactWords, Outcome, Touched, When } from './status.page.tsx';

type Requests = z.output<typeof showAnnouncement.output>['requests'];

async function announcementReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const announcement = request.params.avviso!;
  const shown = request.may(showAnnouncement)
    ? await request.perform(showAnnouncement, { announcement })
    : await request.perform(readAnnouncement, { announcement });
  return {
    kind: 'page',
    status,
    title: shown.title,
    crumbs: statusCrumbs(request),
    scope: 'association',
    body: (
      <AnnouncementPage
        shown={shown}
        requests={'requests' in shown ? (shown.requests as Requests) : null}
        updates={request.may(updateAnnouncement) && shown.closed === null}
        form={form}
      />
    ),
  };
}

const path = '/:association/stato/:avviso';

/** An announcement with what was said of it, and for who announces the box to say more. */
export const announcementRoutes: PageRoute[] = [
  { method: 'GET', path, open: true, answer: (request) => announcementReply(request, freshForm()) },
  {
    method: 'POST',
    path,
    needs: updateAnnouncement,
    answer: async (request) => {
      const announcement = request.params.avviso!;
      const attempt = await request.attempt(updateAnnouncement, { ...request.form, announcement });
      if (!attempt.ok) return announcementReply(request, returnedForm(request, attempt), 422);
      const { told } = attempt.value;
      return {
        kind: 'redirect',
        to: statusHref(request.association!.id, `/${announcement}`),
        notice: text(messages.it.updatedNow(told), messages.en.updatedNow(told)),
      };
    },
  },
];

function AnnouncementPage({
  shown,
  requests,
  updates,
  form,
}: {
  shown: Announcement;
  requests: Requests | null;
  updates: boolean;
  form: FormState;
}) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const stages = stagesOf[shown.kind];
  return (
    <>
      <h1>{shown.title}</h1>
      <p>
        <Outcome of={shown} /> <When of={shown} />
      </p>
      <Touched of={shown} />
      <section aria-labelledby="aggiornamenti">
        <h2 id="aggiornamenti">{m.updates}</h2>
        <ol class="announcement-updates">
          {shown.updates.toReversed().map(({ number, at, stage, body, by }) => (
            <li key={number}>
              <p>
                <StatusChip>{m[stage]}</StatusChip> <time dateTime={at}>{momentText(at, language)}</time>
                {by && `, ${by}`}
              </p>
              <p>{body}</p>
            </li>
          ))}
        </ol>
      </section>
      {requests !== null && (
        <section aria-labelledby="collegate">
          <h2 id="collegate">
            {m.requests} ({requests.length})
          </h2>
          {requests.length === 0 && <p class="muted">{m.noRequests}</p>}
          <ul class="list-inline">
            {requests.map((number) => (
              <li key={number} class="list-inline-item">
                <a href={`/${association!.id}/assistenza/richieste/${number.replace('/', '-')}`}>{number}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {updates && (
        <section aria-labelledby="aggiorna">
          <h2 id="aggiorna">{m.update}</h2>
          <Form state={form}>
            <ChoiceField
              name="stage"
              label={m.state}
              value={stages[1]}
              choices={stages.slice(1).map((value) => ({ value, label: m[value] }))}
            />
            <TextAreaField name="body" label={m.whatHappens} hint={m.whatHappensHint} rows={3} />
            <ChoiceField
              name="impact"
              label={m.impact}
              value={shown.impact}
              choices={impacts.map((value) => ({ value, label: m[impactWords[value]] }))}
            />
            <MomentField name="ends" label={m.ends} optional />
            {requests !== null && requests.length > 0 && (
              <CheckField name="tells" label={m.tells} hint={m.tellsHint(requests.length)} />
            )}
            <FormActions submit={m.update} />
          </Form>
        </section>
      )}
    </>
  );
}

async function announceReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { language } = request;
  const m = messages[language];
  const { services } = await request.perform(readStatus, {});
  return {
    kind: 'page',
    status,
    title: m.announce,
    crumbs: statusCrumbs(request),
    scope: 'association',
    body: (
      <>
        <h1>{m.announce}</h1>
        <Form state={form}>
          <ChoiceField
            name="kind"
            label={m.kind}
            value="problem"
            choices={announcementKinds.map((value) => ({ value, label: m[value] }))}
          />
          <TextField name="title" label={m.title} />
          <TextAreaField name="body" label={m.whatHappens} hint={m.whatHappensHint} rows={3} />
          <ChoiceField
            name="impact"
            label={m.impact}
            value="down"
            choices={impacts.map((value) => ({ value, label: m[impactWords[value]] }))}
          />
          <MomentField name="starts" label={m.starts} hint={m.startsHint} optional />
          <MomentField name="ends" label={m.ends} hint={m.endsHint} optional />
          {services.length > 0 && (
            <ChoiceField
              name="services"
              label={m.touched}
              hint={m.touchedHint}
              several
              optional
              choices={services.map(({ code, name }) => ({ value: code, label: name[language] }))}
            />
          )}
          <FormActions submit={m.send}>
            <a href={statusHref(request.association!.id)}>{m.cancel}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** Making a problem or planned work known. */
export const announceRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: '/:association/stato/nuovo',
    needs: announce,
    answer: (request) => announceReply(request, freshForm()),
  },
  {
    method: 'POST',
    path: '/:association/stato/nuovo',
    needs: announce,
    answer: async (request) => {
      const attempt = await request.attempt(announce, request.form);
      if (!attempt.ok) return announceReply(request, returnedForm(request, attempt), 422);
      return {
        kind: 'redirect',
        to: statusHref(request.association!.id, `/${attempt.value.id}`),
        notice: text(messages.it.announcedNow, messages.en.announcedNow),
      };
    },
  },
];
