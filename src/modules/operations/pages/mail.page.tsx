import type { z } from 'zod';
import { type Text, text } from '../../../kernel/text.ts';
import { troubleWords } from '../../../platform/mail/trouble-words.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { ChoiceField, NumberField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { listMail, type MessageView, mailStates } from '../actions/list-mail.ts';
import { sendMailAgain, sendTrialMail } from '../actions/send-mail-again.ts';
import { removeMailServer, setMailServer } from '../actions/set-mail-server.ts';
import { messages } from '../messages.ts';

type Shown = z.output<typeof listMail.output>;
type Forms = { readonly trial?: FormState; readonly server?: FormState };

const path = '/:association/sicurezza/posta';

async function page(request: PageRequest, forms: Forms = {}, status = 200): Promise<PageReply> {
  const { stato, destinatario, cursor } = request.query;
  const word = (value: string | readonly string[] | undefined) =>
    typeof value === 'string' && value ? value : undefined;
  const shown = await request.perform(listMail, {
    state: word(stato) as never,
    recipient: word(destinatario),
    cursor: word(cursor),
  });
  return {
    kind: 'page',
    title: messages[request.language].title,
    status,
    crumbs: [{ title: request.association!.shortName, href: `/${request.association!.id}` }],
    scope: 'association',
    body: <MailPage shown={shown} forms={forms} mayChange={request.may(setMailServer)} />,
  };
}

const said = (key: 'againDone' | 'alreadyGone' | 'trialDone' | 'saved' | 'removed'): Text =>
  text(messages.it[key], messages.en[key]);
const back = (request: PageRequest, notice: Text): PageReply => ({
  kind: 'redirect',
  to: `/${request.association!.id}/sicurezza/posta`,
  notice,
});

export const mailPages: readonly PageRoute[] = [
  { method: 'GET', path, answer: (request) => page(request) },
  {
    method: 'POST',
    path: `${path}/prova`,
    guarded: true,
    answer: async (request) => {
      const attempt = await request.attempt(sendTrialMail, request.form);
      return attempt.ok
        ? back(request, said('trialDone'))
        : page(request, { trial: returnedForm(request, attempt) }, 422);
    },
  },
  {
    method: 'POST',
    path: `${path}/server`,
    guarded: true,
    answer: async (request) => {
      const attempt = await request.attempt(setMailServer, request.form);
      return attempt.ok ? back(request, said('saved')) : page(request, { server: returnedForm(request, attempt) }, 422);
    },
  },
  {
    method: 'POST',
    path: `${path}/server/togli`,
    answer: async (request) => {
      await request.perform(removeMailServer, {});
      return back(request, said('removed'));
    },
  },
  {
    method: 'POST',
    path: `${path}/:messaggio/ancora`,
    answer: async (request) => {
      const attempt = await request.attempt(sendMailAgain, { message: request.params.messaggio! });
      if (attempt.ok) return back(request, said('againDone'));
      // The list was from before: it is shown anew, and says what has happened meanwhile.
      if (attempt.refusals.some(({ code }) => code === 'operations/already-gone'))
        return back(request, said('alreadyGone'));
      await request.perform(sendMailAgain, { message: request.params.messaggio! });
      return back(request, said('againDone'));
    },
  },
];

export function MailPage({ shown, forms, mayChange }: { shown: Shown; forms: Forms; mayChange: boolean }) {
  const m = messages[useLanguage()];
  const base = `/${useFrame().association!.id}/sicurezza/posta`;
  return (
    <>
      <h1>{m.title}</h1>
      <p class="lead">{m.lead}</p>
      <Server shown={shown} />
      <ListPage
        caption={m.title}
        filters={[
          { kind: 'text', name: 'destinatario', label: m.recipient },
          {
            kind: 'choice',
            name: 'stato',
            label: m.state,
            choices: mailStates.map((value) => ({ value, label: m[value] })),
          },
        ]}
        columns={useColumns(mayChange ? base : null)}
        rows={shown.items}
        rowKey={(message) => message.id}
        count={shown.count}
        {...(shown.next ? { next: shown.next } : {})}
        empty={<EmptyState title={m.none} />}
      />
      {mayChange && (
        <>
          <section>
            <h2>{m.trial}</h2>
            <Form {...(forms.trial ? { state: forms.trial } : {})} action={`${base}/prova`}>
              <TextField name="to" type="email" label={m.to} width="medium" autocomplete="email" />
              <FormActions submit={m.sendTrial} />
            </Form>
          </section>
          <OwnServer shown={shown} form={forms.server ?? freshForm()} base={base} />
        </>
      )}
    </>
  );
}

function Server({ shown: { server, waiting } }: { shown: Shown }) {
  const m = messages[useLanguage()];
  if (server.whose === 'none' || server.whose === 'unreadable') {
    const none = server.whose === 'none';
    return (
      <Notice tone="warning" title={none ? m.noServer : m.unreadable}>
        <p>{none ? m.noServerHow : m.unreadableHow}</p>
        <p>
          {m.waitingNow}: {waiting}
        </p>
      </Notice>
    );
  }
  const whose = server.whose === 'association' ? m.ofAssociation : m.ofInstallation;
  return (
    <Definitions
      items={[
        { term: m.server, is: `${server.host}:${server.port}, ${whose}` },
        { term: m.sender, is: `${server.senderName} <${server.sender}>` },
        { term: m.waitingNow, is: String(waiting) },
      ]}
    />
  );
}

function OwnServer({ shown: { server }, form, base }: { shown: Shown; form: FormState; base: string }) {
  const m = messages[useLanguage()];
  const own = server.whose === 'association' ? server : null;
  return (
    <section>
      <h2>{m.own}</h2>
      <p>{m.ownLead}</p>
      <Form state={form} action={`${base}/server`}>
        <TextField name="host" label={m.host} width="medium" autocomplete="off" value={own?.host ?? null} />
        <NumberField name="port" label={m.port} value={own?.port ?? 587} />
        <ChoiceField
          name="security"
          label={m.security}
          value={own?.security ?? 'starttls'}
          choices={[
            { value: 'starttls', label: m.starttls },
            { value: 'tls', label: m.tls },
            { value: 'none', label: m.plain },
          ]}
        />
        <TextField
          name="username"
          label={m.username}
          width="medium"
          autocomplete="off"
          optional
          value={own?.username ?? null}
        />
        <TextField
          name="password"
          type="password"
          label={m.password}
          hint={m.passwordHint}
          width="medium"
          autocomplete="off"
          optional
        />
        <TextField
          name="sender"
          type="email"
          label={m.senderAddress}
          width="medium"
          autocomplete="off"
          value={own?.sender ?? null}
        />
        <TextField
          name="senderName"
          label={m.senderName}
          width="medium"
          autocomplete="off"
          value={own?.senderName ?? null}
        />
        <FormActions submit={m.save} />
      </Form>
      {own && (
        <Form action={`${base}/server/togli`}>
          <FormActions submit={m.remove} />
        </Form>
      )}
    </section>
  );
}

const tones = {
  waiting: 'attention',
  sent: 'good',
  refused: 'bad',
  'given-up': 'bad',
  bounced: 'bad',
  cancelled: 'neutral',
} as const;

function useColumns(base: string | null): Column<MessageView>[] {
  const m = messages[useLanguage()];
  const when = useWhen();
  const columns: Column<MessageView>[] = [
    { key: 'when', title: m.when, cell: ({ asked }) => <time dateTime={asked}>{when(asked)}</time> },
    { key: 'recipient', title: m.recipient, names: true, cell: ({ recipient }) => recipient },
    { key: 'subject', title: m.subject, cell: ({ subject }) => <span class="operations-subject">{subject}</span> },
    {
      key: 'state',
      title: m.state,
      cell: ({ state, underWay }) => (
        <StatusChip tone={underWay ? 'neutral' : tones[state]}>{underWay ? m.underWay : m[state]}</StatusChip>
      ),
    },
    { key: 'tries', title: m.tries, cell: (message) => <Tries message={message} /> },
  ];
  if (base === null) return columns;
  return [
    ...columns,
    {
      key: 'again',
      title: m.again,
      cell: ({ id, state, recipient, underWay }) =>
        state === 'sent' || state === 'cancelled' || underWay ? null : (
          <Form action={`${base}/${id}/ancora`}>
            <button type="submit" class="btn btn-outline-primary btn-xs" aria-label={m.againNamed(recipient)}>
              {m.again}
            </button>
          </Form>
        ),
    },
  ];
}

function Tries({ message }: { message: MessageView }) {
  const language = useLanguage();
  const m = messages[language];
  const when = useWhen();
  if (message.tries.length === 0) return <>{m.noTry}</>;
  const words = { sent: m.sentTry, later: m.laterTry, refused: m.refusedTry, unreachable: m.unreachableTry };
  return (
    <ol class="operations-tries">
      {message.tries.map((one) => (
        <li key={one.number}>
          {when(one.began)}: {one.outcome ? words[one.outcome] : message.underWay ? m.underWay : m.unknownEnd}
          {one.reason && (
            <p>
              {troubleWords[one.reason].says[language]} <em>{troubleWords[one.reason].remedy[language]}</em>
            </p>
          )}
          {one.answer && (
            <details>
              <summary>{m.serverSaid}</summary>
              <code>{one.answer}</code>
            </details>
          )}
        </li>
      ))}
      {message.state === 'waiting' && message.nextTry && <li>{m.nextTry(when(message.nextTry))}</li>}
    </ol>
  );
}

function useWhen(): (at: string) => string {
  const language = useLanguage();
  const shown = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Rome',
  });
  return (at) => shown.format(new Date(at));
}
