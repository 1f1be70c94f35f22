import type { z } from 'zod';
import { type Text, text } from '../../../kernel/text.ts';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { ChoiceField, NumberField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { pecMessageStates } from '../../../platform/pec/tables.ts';
import { type MailboxView, removeMailbox, setMailbox, showMailbox } from '../actions/mailbox.ts';
import { listMessages, type MessageView, readMessage, retryMessage } from '../actions/messages.ts';
import { messages } from '../messages.ts';

type Shown = z.output<typeof showMailbox.output>;
type Listed = z.output<typeof listMessages.output>;
const path = '/:association/sicurezza/posta-certificata';

async function page(request: PageRequest, form?: FormState): Promise<PageReply> {
  const state = oneText(request.query.stato);
  const cursor = oneText(request.query.cursor);
  const known = pecMessageStates.find((one) => one === state);
  const shown = await request.perform(showMailbox, {});
  const listed = await request.perform(listMessages, {
    ...(known ? { state: known } : {}),
    ...(cursor ? { cursor } : {}),
  });
  return {
    kind: 'page',
    title: messages[request.language].title,
    status: form ? 422 : 200,
    crumbs: [{ title: request.association!.shortName, href: `/${request.association!.id}` }],
    scope: 'association',
    body: <CertifiedMailPage shown={shown} listed={listed} form={form} mayChange={request.may(setMailbox)} />,
  };
}

const said = (key: 'againDone' | 'saved' | 'removed'): Text => text(messages.it[key], messages.en[key]);
const back = (request: PageRequest, notice: Text): PageReply => ({
  kind: 'redirect',
  to: `/${request.association!.id}/sicurezza/posta-certificata`,
  notice,
});

export const certifiedMailPages: readonly PageRoute[] = [
  { method: 'GET', path, needs: showMailbox, example: {}, answer: (request) => page(request) },
  {
    method: 'POST',
    path,
    guarded: true,
    needs: setMailbox,
    answer: async (request) => {
      const attempt = await request.attempt(setMailbox, request.form);
      return attempt.ok ? back(request, said('saved')) : page(request, returnedForm(request, attempt));
    },
  },
  {
    method: 'POST',
    path: `${path}/togli`,
    answer: async (request) => {
      await request.perform(removeMailbox, {});
      return back(request, said('removed'));
    },
  },
  {
    method: 'GET',
    path: `${path}/:messaggio`,
    answer: async (request) => filePage(await request.perform(readMessage, { message: request.params.messaggio! })),
  },
  {
    method: 'POST',
    path: `${path}/:messaggio/rileggi`,
    answer: async (request) => {
      await request.perform(retryMessage, { message: request.params.messaggio! });
      return back(request, said('againDone'));
    },
  },
];

export function CertifiedMailPage({
  shown,
  listed,
  form,
  mayChange,
}: {
  shown: Shown;
  listed: Listed;
  form: FormState | undefined;
  mayChange: boolean;
}) {
  const m = messages[useLanguage()];
  const base = `/${useFrame().association!.id}/sicurezza/posta-certificata`;
  return (
    <>
      <h1>{m.title}</h1>
      <p class="lead">{m.lead}</p>
      <Mailbox shown={shown} />
      <ListPage
        caption={m.messages}
        filters={[
          {
            kind: 'choice',
            name: 'stato',
            label: m.state,
            choices: pecMessageStates.map((value) => ({ value, label: m[value] })),
          },
        ]}
        columns={useColumns(base, mayChange)}
        rows={listed.items}
        rowKey={(row) => row.id}
        count={listed.count}
        {...(listed.next ? { next: listed.next } : {})}
        empty={<EmptyState title={m.noMessages} />}
      />
      {mayChange && <Settings mailbox={shown.mailbox} form={form} base={base} />}
    </>
  );
}

function Mailbox({ shown: { mailbox, looked, failure } }: { shown: Shown }) {
  const m = messages[useLanguage()];
  const when = useWhen();
  if (mailbox.whose === 'none' || mailbox.whose === 'unreadable') {
    const none = mailbox.whose === 'none';
    return (
      <Notice tone="warning" title={none ? m.none : m.unreadable}>
        <p>{none ? m.noneHow : m.unreadableHow}</p>
      </Notice>
    );
  }
  return (
    <>
      {failure !== null && (
        <Notice tone="warning" title={m.failure}>
          <p>{failure}</p>
        </Notice>
      )}
      <Definitions
        items={[
          {
            term: m.address,
            is: [mailbox.address, ...(mailbox.whose === 'environment' ? [m.ofEnvironment] : [])].join(', '),
          },
          { term: m.sends, is: `${mailbox.smtpHost}:${mailbox.smtpPort}` },
          { term: m.reads, is: `${mailbox.imapHost}:${mailbox.imapPort}, ${mailbox.folder}` },
          { term: m.authorities, is: mailbox.authorities.join('; ') || m.noAuthorities },
          { term: m.looked, is: looked ? <time dateTime={looked}>{when(looked)}</time> : m.never },
        ]}
      />
    </>
  );
}

const tones = {
  new: 'attention',
  receipt: 'good',
  mail: 'neutral',
  repeated: 'neutral',
  unmatched: 'neutral',
  quarantined: 'bad',
} as const;

function useColumns(base: string, mayChange: boolean): Column<MessageView>[] {
  const language = useLanguage();
  const m = messages[language];
  const when = useWhen();
  const named = ({ subject }: MessageView) => subject || m.noSubject;
  return [
    { key: 'when', title: m.when, cell: ({ came }) => <time dateTime={came}>{when(came)}</time> },
    { key: 'subject', title: m.subject, names: true, cell: named },
    { key: 'from', title: m.from, cell: ({ sender }) => sender },
    { key: 'kind', title: m.kind, cell: ({ claims }) => claims.replace(/-/g, ' ') || m.ordinary },
    {
      key: 'state',
      title: m.state,
      cell: ({ state, reason }) => (
        <>
          <StatusChip tone={tones[state]}>{m[state]}</StatusChip>
          {reason && <span class="muted"> {reason[language]}</span>}
        </>
      ),
    },
    {
      key: 'act',
      title: m.act,
      cell: (row) => (
        <>
          {row.fetched && (
            <a href={`${base}/${row.id}`} hx-boost="false" download aria-label={m.downloadNamed(named(row))}>
              {m.download}
            </a>
          )}
          {mayChange && row.fetched && (row.state === 'quarantined' || row.state === 'unmatched') && (
            <Form action={`${base}/${row.id}/rileggi`}>
              <button type="submit" class="btn btn-outline-primary btn-xs" aria-label={m.againNamed(named(row))}>
                {m.again}
              </button>
            </Form>
          )}
        </>
      ),
    },
  ];
}

function Settings({ mailbox, form, base }: { mailbox: MailboxView; form: FormState | undefined; base: string }) {
  const m = messages[useLanguage()];
  const own = mailbox.whose === 'association' ? mailbox : null;
  const securities = [
    { value: 'tls', label: m.tls },
    { value: 'starttls', label: m.starttls },
    { value: 'none', label: m.plain },
  ];
  const field = (name: 'address' | 'senderName' | 'smtpHost' | 'imapHost', label: string) => (
    <TextField name={name} label={label} width="medium" autocomplete="off" value={own?.[name] ?? null} />
  );
  return (
    <section aria-labelledby="casella">
      <h2 id="casella">{m.settings}</h2>
      <p>{m.settingsLead}</p>
      <Form action={base} state={form ?? freshForm()}>
        {field('address', m.address)}
        {field('senderName', m.senderName)}
        <TextField
          name="username"
          label={m.username}
          hint={m.usernameHint}
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
        {field('smtpHost', m.smtpHost)}
        <NumberField name="smtpPort" label={m.smtpPort} value={own?.smtpPort ?? 465} />
        <ChoiceField
          name="smtpSecurity"
          label={m.smtpSecurity}
          value={own?.smtpSecurity ?? 'tls'}
          choices={securities}
        />
        {field('imapHost', m.imapHost)}
        <NumberField name="imapPort" label={m.imapPort} value={own?.imapPort ?? 993} />
        <ChoiceField
          name="imapSecurity"
          label={m.imapSecurity}
          value={own?.imapSecurity ?? 'tls'}
          choices={securities}
        />
        <TextField name="folder" label={m.folder} width="medium" value={own?.folder ?? 'INBOX'} />
        <TextAreaField name="authorities" label={m.authoritiesField} hint={m.authoritiesHint} rows={6} optional />
        <FormActions submit={m.save} />
      </Form>
      {own && (
        <Form action={`${base}/togli`}>
          <FormActions submit={m.remove} />
        </Form>
      )}
    </section>
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
