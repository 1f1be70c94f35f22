import type { z } from 'zod';
import { type Text, text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { ChoiceField, NumberField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { setDeskRules, showDeskRules } from '../actions/by-the-clock.ts';
import { chooseNotices, showNoticeChoices } from '../actions/notice-choices.ts';
import { listReadyAnswers, removeReady, storeReady } from '../actions/ready-answers.ts';
import { mailMessages } from '../mail-messages.ts';
import { deskCrumbs, deskHref } from './desk-frame.ts';

type Said = 'noticesSaved' | 'rulesSaved' | 'readySaved' | 'readyRemoved';
const said = (key: Said): Text => text(mailMessages.it[key], mailMessages.en[key]);
const to = (request: PageRequest, below: string, key: Said): PageReply => ({
  kind: 'redirect',
  to: deskHref(request.association!.id, below),
  notice: said(key),
});

async function noticesPage(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const choices = await request.perform(showNoticeChoices, {});
  const m = mailMessages[request.language];
  const times = (['at-once', 'daily', 'never'] as const).map((value) => ({
    value,
    label: value === 'never' ? m.neverTold : m[value],
  }));
  return {
    kind: 'page',
    status,
    title: m.notices,
    crumbs: deskCrumbs(request),
    body: (
      <>
        <h1>{m.notices}</h1>
        <p class="lead">{m.noticesLead}</p>
        <Form state={form}>
          {(['own', 'assigned', 'followed', 'tasks'] as const).map((name) => (
            <ChoiceField key={name} name={name} label={m[name]} value={choices[name]} choices={times} />
          ))}
          <FormActions submit={m.saveNotices} />
        </Form>
      </>
    ),
  };
}

async function rulesPage(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const rules = await request.perform(showDeskRules, {});
  const m = mailMessages[request.language];
  return {
    kind: 'page',
    status,
    title: m.rules,
    crumbs: deskCrumbs(request),
    scope: 'association',
    body: (
      <>
        <h1>{m.rules}</h1>
        <p class="lead">{m.rulesLead}</p>
        <Form state={form}>
          <NumberField
            name="closeAfter"
            label={m.closeAfter}
            hint={m.closeAfterHint}
            value={rules.closeAfter}
            optional
          />
          <ChoiceField
            name="atWarning"
            label={m.atWarning}
            value={rules.atWarning}
            choices={(['tell', 'raise', 'nothing'] as const).map((value) => ({ value, label: m[value] }))}
          />
          <FormActions submit={m.saveNotices} />
        </Form>
      </>
    ),
  };
}

type Ready = z.output<typeof listReadyAnswers.output>['items'];

async function readyPage(
  request: PageRequest,
  { form = freshForm(), status = 200 }: { form?: FormState; status?: number } = {},
): Promise<PageReply> {
  const { items } = await request.perform(listReadyAnswers, {});
  const { language } = request;
  const m = mailMessages[language];
  const chosen = items.find(({ id }) => id === request.params.risposta);
  const base = deskHref(request.association!.id, '/risposte-pronte');
  const crumbs = deskCrumbs(request);
  return {
    kind: 'page',
    status: request.params.risposta && !chosen ? 404 : status,
    title: chosen ? m.readyChange : m.ready,
    crumbs: chosen ? [...crumbs, { title: m.ready, href: base }] : crumbs,
    scope: 'association',
    body: <ReadyPage items={items} chosen={chosen} form={form} base={base} />,
  };
}

const longest = 100;

/** The first words of a text, in a line. */
function beginning(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest).replace(/\s+\S*$/, '')}…`;
}

function ReadyPage({
  items,
  chosen,
  form,
  base,
}: {
  items: Ready;
  chosen: Ready[number] | undefined;
  form: FormState;
  base: string;
}) {
  const m = mailMessages[useLanguage()];
  return (
    <>
      <h1>{chosen ? m.readyChange : m.ready}</h1>
      <p class="lead">{m.readyLead}</p>
      {!chosen &&
        (items.length === 0 ? (
          <EmptyState title={m.readyNone} />
        ) : (
          <ul>
            {items.map(({ id, title, body }) => (
              <li key={id}>
                <a href={`${base}/${id}`}>{title}</a>
                <span class="queue-whose">{beginning(body)}</span>
              </li>
            ))}
          </ul>
        ))}
      {!chosen && <h2>{m.readyAdd}</h2>}
      <Form state={form}>
        <TextField name="title" label={m.readyTitle} value={chosen?.title ?? null} />
        <TextAreaField name="body" label={m.readyBody} rows={8} value={chosen?.body ?? null} />
        <FormActions submit={m.saveNotices} />
      </Form>
      {chosen && (
        <Form action={`${base}/${chosen.id}/togli`}>
          <button type="submit" class="btn btn-outline-primary">
            {m.readyRemove}
          </button>
        </Form>
      )}
    </>
  );
}

const notices = '/:association/assistenza/avvisi';
const rules = '/:association/assistenza/automatismi';
const ready = '/:association/assistenza/risposte-pronte';

/** One's own notices, what the desk does by itself, and its ready answers. */
export const ownDeskRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: notices,
    needs: showNoticeChoices,
    example: {},
    answer: (request) => noticesPage(request, freshForm()),
  },
  {
    method: 'POST',
    path: notices,
    needs: chooseNotices,
    answer: async (request) => {
      const attempt = await request.attempt(chooseNotices, request.form);
      return attempt.ok
        ? to(request, '/avvisi', 'noticesSaved')
        : noticesPage(request, returnedForm(request, attempt), 422);
    },
  },
  {
    method: 'GET',
    path: rules,
    needs: setDeskRules,
    example: {},
    answer: (request) => rulesPage(request, freshForm()),
  },
  {
    method: 'POST',
    path: rules,
    needs: setDeskRules,
    answer: async (request) => {
      const attempt = await request.attempt(setDeskRules, request.form);
      return attempt.ok
        ? to(request, '/automatismi', 'rulesSaved')
        : rulesPage(request, returnedForm(request, attempt), 422);
    },
  },
  { method: 'GET', path: ready, needs: listReadyAnswers, example: {}, answer: (request) => readyPage(request) },
  {
    method: 'POST',
    path: ready,
    needs: storeReady,
    answer: async (request) => {
      const attempt = await request.attempt(storeReady, request.form);
      return attempt.ok
        ? to(request, '/risposte-pronte', 'readySaved')
        : readyPage(request, { form: returnedForm(request, attempt), status: 422 });
    },
  },
  { method: 'GET', path: `${ready}/:risposta`, needs: listReadyAnswers, answer: (request) => readyPage(request) },
  {
    method: 'POST',
    path: `${ready}/:risposta`,
    needs: storeReady,
    answer: async (request) => {
      const attempt = await request.attempt(storeReady, { ...request.form, answer: request.params.risposta });
      return attempt.ok
        ? to(request, '/risposte-pronte', 'readySaved')
        : readyPage(request, { form: returnedForm(request, attempt), status: 422 });
    },
  },
  {
    method: 'POST',
    path: `${ready}/:risposta/togli`,
    needs: removeReady,
    answer: async (request) => {
      await request.perform(removeReady, { answer: request.params.risposta! });
      return to(request, '/risposte-pronte', 'readyRemoved');
    },
  },
];
