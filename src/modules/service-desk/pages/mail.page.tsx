import type { z } from 'zod';
import { type Text, text } from '../../../kernel/text.ts';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { CheckField, ChoiceField, NumberField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { setDeskRules } from '../actions/by-the-clock.ts';
import {
  dropLetter,
  type LetterView,
  letInLetter,
  listLetters,
  readLetterFile,
  showLetter,
} from '../actions/letters.ts';
import { removeMailbox, setMailbox, showMailbox } from '../actions/mailbox.ts';
import { mailMessages } from '../mail-messages.ts';
import { letterStates, momentText } from '../vocabulary.ts';
import { deskCrumbs, deskHref, ticketHref } from './desk-frame.ts';
import { sizeText } from './files.tsx';

type Shown = z.output<typeof showMailbox.output>;
type Listed = z.output<typeof listLetters.output>;
type Letter = z.output<typeof showLetter.output>;
const path = '/:association/assistenza/posta';

const said = (key: 'saved' | 'removed' | 'letInDone' | 'dropped_'): Text =>
  text(mailMessages.it[key], mailMessages.en[key]);
const here = (request: PageRequest, below = '') => deskHref(request.association!.id, `/posta${below}`);

async function page(request: PageRequest, form?: FormState): Promise<PageReply> {
  const wanted = oneText(request.query.stato);
  const state = letterStates.find((one) => one === wanted);
  const cursor = oneText(request.query.cursor);
  const shown = await request.perform(showMailbox, {});
  const listed = await request.perform(listLetters, { ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) });
  return {
    kind: 'page',
    status: form ? 422 : 200,
    title: mailMessages[request.language].title,
    crumbs: deskCrumbs(request),
    scope: 'association',
    body: (
      <MailPage
        shown={shown}
        listed={listed}
        form={form}
        mayChange={request.may(setMailbox)}
        maySetRules={request.may(setDeskRules)}
      />
    ),
  };
}

async function letterReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const letter = await request.perform(showLetter, { letter: request.params.messaggio! });
  const m = mailMessages[request.language];
  return {
    kind: 'page',
    status,
    title: letter.subject || m.noSubject,
    crumbs: [...deskCrumbs(request), { title: m.title, href: here(request) }],
    scope: 'association',
    body: <LetterPage letter={letter} form={form} />,
  };
}

/** The mailbox of the desk and what came into it; each message on a page of its own, from which it is let in or dropped. */
export const mailRoutes: PageRoute[] = [
  { method: 'GET', path, needs: showMailbox, example: {}, answer: (request) => page(request) },
  {
    method: 'POST',
    path,
    guarded: true,
    needs: setMailbox,
    answer: async (request) => {
      const attempt = await request.attempt(setMailbox, request.form);
      if (!attempt.ok) return page(request, returnedForm(request, attempt));
      return { kind: 'redirect', to: here(request), notice: said('saved') };
    },
  },
  {
    method: 'POST',
    path: `${path}/togli`,
    needs: removeMailbox,
    answer: async (request) => {
      await request.perform(removeMailbox, {});
      return { kind: 'redirect', to: here(request), notice: said('removed') };
    },
  },
  {
    method: 'GET',
    path: `${path}/:messaggio`,
    needs: showLetter,
    answer: (request) => letterReply(request, freshForm()),
  },
  {
    method: 'POST',
    path: `${path}/:messaggio`,
    needs: letInLetter,
    answer: async (request) => {
      const attempt = await request.attempt(letInLetter, { ...request.form, letter: request.params.messaggio });
      if (!attempt.ok) return letterReply(request, returnedForm(request, attempt), 422);
      const { ticket } = attempt.value;
      const to = ticket === null ? here(request) : ticketHref(request.association!.id, ticket);
      return { kind: 'redirect', to, notice: said('letInDone') };
    },
  },
  {
    method: 'POST',
    path: `${path}/:messaggio/scarta`,
    needs: dropLetter,
    answer: async (request) => {
      await request.perform(dropLetter, { letter: request.params.messaggio! });
      return { kind: 'redirect', to: here(request), notice: said('dropped_') };
    },
  },
  {
    method: 'GET',
    path: `${path}/:messaggio/scarica`,
    needs: readLetterFile,
    answer: async (request) => filePage(await request.perform(readLetterFile, { letter: request.params.messaggio! })),
  },
];

function MailPage({
  shown,
  listed,
  form,
  mayChange,
  maySetRules,
}: {
  shown: Shown;
  listed: Listed;
  form: FormState | undefined;
  mayChange: boolean;
  maySetRules: boolean;
}) {
  const m = mailMessages[useLanguage()];
  const { id } = useFrame().association!;
  const base = deskHref(id, '/posta');
  return (
    <>
      <div class="page-head">
        <h1>{m.title}</h1>
        <div class="page-actions">
          <a class="btn btn-outline-primary" href={deskHref(id, '/risposte-pronte')}>
            {m.ready}
          </a>
          {maySetRules && (
            <a class="btn btn-outline-primary" href={deskHref(id, '/automatismi')}>
              {m.rules}
            </a>
          )}
        </div>
      </div>
      <p class="lead">{m.lead}</p>
      <Mailbox shown={shown} />
      <ListPage
        caption={m.letters}
        filters={[
          {
            kind: 'choice',
            name: 'stato',
            label: m.state,
            choices: letterStates.map((value) => ({ value, label: m[value] })),
          },
        ]}
        columns={useColumns(base)}
        rows={listed.items}
        rowKey={(row) => row.id}
        count={listed.count}
        {...(listed.next ? { next: listed.next } : {})}
        empty={<EmptyState title={m.noLetters} />}
      />
      {mayChange && <Settings shown={shown} form={form} base={base} />}
    </>
  );
}

function Mailbox({ shown: { mailbox, channels, looked, failure } }: { shown: Shown }) {
  const language = useLanguage();
  const m = mailMessages[language];
  const isSet = mailbox.state === 'set';
  return (
    <>
      {mailbox.state === 'none' && (
        <Notice tone="warning" title={m.none}>
          <p>{m.noneHow}</p>
        </Notice>
      )}
      {mailbox.state === 'unreadable' && (
        <Notice tone="warning" title={m.unreadable}>
          <p>{m.unreadableHow}</p>
        </Notice>
      )}
      {failure !== null && (
        <Notice tone="warning" title={m.failure}>
          <p>{failure}</p>
        </Notice>
      )}
      <Definitions
        items={[
          ...channels.map(({ telephone, mailbox: named, article }) => ({
            term: `${m.channels} (${article})`,
            is: [
              telephone && `${m.telephone} ${telephone}`,
              named && `${m.mailboxOf} ${named}${isSet ? `, ${named === mailbox.address ? m.fits : m.fitsNot}` : ''}`,
            ]
              .filter(Boolean)
              .join('; '),
          })),
          isSet && { term: m.address, is: mailbox.address! },
          isSet && { term: m.reads, is: `${mailbox.imapHost}:${mailbox.imapPort}, ${mailbox.folder}` },
          isSet && {
            term: m.looked,
            is: looked ? <time dateTime={looked}>{momentText(looked, language)}</time> : m.never,
          },
        ]}
      />
    </>
  );
}

const tones = {
  new: 'attention',
  opened: 'good',
  answered: 'good',
  automatic: 'neutral',
  returned: 'neutral',
  repeated: 'neutral',
  quarantined: 'attention',
  dropped: 'neutral',
} as const;

function useColumns(base: string): Column<LetterView>[] {
  const language = useLanguage();
  const m = mailMessages[language];
  const { id } = useFrame().association!;
  return [
    {
      key: 'subject',
      title: m.subject,
      names: true,
      cell: (row) => <a href={`${base}/${row.id}`}>{row.subject || m.noSubject}</a>,
    },
    { key: 'from', title: m.from, cell: ({ sender }) => sender },
    { key: 'when', title: m.when, cell: ({ came }) => <time dateTime={came}>{momentText(came, language)}</time> },
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
      key: 'ticket',
      title: m.becameOf,
      cell: ({ ticket }) => (ticket ? <a href={ticketHref(id, ticket)}>{ticket}</a> : '–'),
    },
  ];
}

function LetterPage({ letter, form }: { letter: Letter; form: FormState }) {
  const language = useLanguage();
  const m = mailMessages[language];
  const base = deskHref(useFrame().association!.id, '/posta');
  const at = `${base}/${letter.id}`;
  return (
    <>
      <h1>{letter.subject || m.noSubject}</h1>
      <p>
        <StatusChip tone={tones[letter.state]}>{m[letter.state]}</StatusChip>
        {letter.reason && <span class="muted"> {letter.reason[language]}</span>}
      </p>
      <Definitions
        items={[
          { term: m.from, is: [letter.senderName, letter.sender].filter(Boolean).join(', ') || '–' },
          { term: m.when, is: <time dateTime={letter.came}>{momentText(letter.came, language)}</time> },
          letter.files.length > 0 && {
            term: m.files,
            is: letter.files.map(({ name, size }) => `${name} (${sizeText(size, language)})`).join('; '),
          },
        ]}
      />
      {letter.body !== '' && (
        <blockquote>
          {letter.body.split('\n').map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </blockquote>
      )}
      <p>
        <a href={`${at}/scarica`} hx-boost="false" download>
          {m.download}
        </a>
      </p>
      {letter.waits && (
        <section aria-labelledby="far-entrare">
          <h2 id="far-entrare">{m.letIn}</h2>
          <p>{m.letInLead}</p>
          <Form state={form} action={at}>
            <SelectField
              name="entity"
              label={m.entity}
              optional
              {...(letter.entity ? { value: letter.entity } : {})}
              choices={letter.entities.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <TextField name="ticket" label={m.ticket} hint={m.ticketHint} width="medium" optional />
            <FormActions submit={m.letInSubmit}>
              <a href={base}>{m.back}</a>
            </FormActions>
          </Form>
        </section>
      )}
      {letter.state === 'quarantined' && (
        <Form action={`${at}/scarta`}>
          <FormActions submit={m.drop} />
        </Form>
      )}
    </>
  );
}

function Settings({ shown, form, base }: { shown: Shown; form: FormState | undefined; base: string }) {
  const m = mailMessages[useLanguage()];
  const { mailbox, channels } = shown;
  const named = channels.find((channel) => channel.mailbox !== null)?.mailbox;
  const isSet = mailbox.state === 'set';
  return (
    <section aria-labelledby="casella">
      <h2 id="casella">{m.settings}</h2>
      <p>{m.settingsLead}</p>
      <Form action={base} state={form ?? freshForm()}>
        <TextField
          name="address"
          label={m.address}
          width="medium"
          autocomplete="off"
          value={mailbox.address ?? named ?? null}
        />
        <TextField
          name="username"
          label={m.username}
          hint={m.usernameHint}
          width="medium"
          autocomplete="off"
          optional
          value={mailbox.username}
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
        <TextField name="imapHost" label={m.imapHost} width="medium" autocomplete="off" value={mailbox.imapHost} />
        <NumberField name="imapPort" label={m.imapPort} value={mailbox.imapPort ?? 993} />
        <ChoiceField
          name="imapSecurity"
          label={m.imapSecurity}
          value={mailbox.imapSecurity ?? 'tls'}
          choices={[
            { value: 'tls', label: m.tls },
            { value: 'starttls', label: m.starttls },
            { value: 'none', label: m.plain },
          ]}
        />
        <TextField name="folder" label={m.folder} width="medium" value={mailbox.folder ?? 'INBOX'} />
        <CheckField name="subaddress" label={m.subaddress} checked={mailbox.subaddress} />
        <ChoiceField
          name="strangers"
          label={m.strangers}
          value={mailbox.strangers}
          choices={[
            { value: 'quarantine', label: m.wait },
            { value: 'open', label: m.opens },
          ]}
        />
        <NumberField name="hourly" label={m.hourly} hint={m.hourlyHint} value={mailbox.hourly} />
        <FormActions submit={m.save} />
      </Form>
      {isSet && (
        <Form action={`${base}/togli`}>
          <FormActions submit={m.remove} />
        </Form>
      )}
    </section>
  );
}
