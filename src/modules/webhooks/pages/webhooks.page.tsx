import type { z } from 'zod';
import type { Attempt, Module, PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import {
  ActChoice,
  type ActGroup,
  ActList,
  type ActNames,
  actNames,
  isSearchOfActs,
} from '../../../platform/pages/act-choice.tsx';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { listWebhooks } from '../actions/list-webhooks.ts';
import type { registerWebhook } from '../actions/register-webhook.ts';
import type { WebhookView } from '../actions/shapes.ts';
import { messages } from '../messages.ts';
import { allowedInWords } from '../target.ts';
import { tones, whenWords } from './words.ts';

type List = ReturnType<typeof listWebhooks>;
type Doors = {
  readonly list: List;
  readonly register: ReturnType<typeof registerWebhook>;
  readonly modules: () => readonly Module[];
};

export const webhooksPath = '/:association/sicurezza/avvisi';

export function webhookListPages({ list, register, modules }: Doors): readonly PageRoute[] {
  const page = async (request: PageRequest, form: FormState, status = 200): Promise<PageReply> => ({
    kind: 'page',
    title: messages[request.language].title,
    status,
    crumbs: [{ title: request.association!.shortName, href: `/${request.association!.id}` }],
    scope: 'association',
    body: (
      <WebhooksPage
        webhooks={await request.perform(list, {})}
        form={request.may(register) ? form : null}
        names={actNames(modules())}
      />
    ),
  });
  return [
    { method: 'GET', path: webhooksPath, answer: (request) => page(request, freshForm()) },
    {
      method: 'POST',
      path: webhooksPath,
      guarded: true,
      answer: async (request) => {
        if (isSearchOfActs(request.form)) return page(request, freshForm(request.form));
        const { name, address } = request.form;
        const attempt = await request.attempt(register, { name, address, events: eventsIn(request.form) });
        if (!attempt.ok) return page(request, returnedEvents(request, attempt), 422);
        const home = `/${request.association!.id}`;
        const { id, key, secret } = attempt.value;
        const m = messages[request.language];
        return {
          kind: 'page',
          title: String(name),
          crumbs: [
            { title: request.association!.shortName, href: home },
            { title: m.title, href: `${home}/sicurezza/avvisi` },
          ],
          scope: 'association',
          body: <NewSecret name={String(name)} keyId={key} secret={secret} back={`${home}/sicurezza/avvisi/${id}`} />,
        };
      },
    },
  ];
}

/** The names of the acts chosen. */
export function eventsIn(form: PageRequest['form']): string[] {
  const { events } = form;
  return events === undefined ? [] : typeof events === 'string' ? [events] : [...events];
}

/** What was typed, with a problem about one of the acts shown where they are written. */
export function returnedEvents(request: Pick<PageRequest, 'form'>, attempt: Attempt<unknown>): FormState {
  const form = returnedForm(request, attempt);
  const problems = form.problems.map((problem) =>
    problem.path.startsWith('events') ? { ...problem, path: 'events' } : problem,
  );
  return { ...form, problems };
}

/** A secret as it is shown the only time. */
export function NewSecret({
  name,
  keyId,
  secret,
  back,
}: {
  name: string;
  keyId: string;
  secret: string;
  back: string;
}) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{name}</h1>
      <Notice tone="success" title={m.secretTitle} alert>
        <p>
          {m.key} <code>{keyId}</code>: <code class="webhooks-secret">{secret}</code>
        </p>
        <p>{m.secretHow}</p>
      </Notice>
      <p>
        <a href={back}>{m.back}</a>
      </p>
    </>
  );
}

export function WebhooksPage({
  webhooks,
  form,
  names,
}: {
  webhooks: z.output<List['output']>;
  form: FormState | null;
  names: ActNames;
}) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.title}</h1>
      <p class="lead">{m.lead}</p>
      <DataTable
        caption={m.title}
        captionHidden
        columns={useColumns(names)}
        rows={webhooks.items}
        rowKey={(webhook) => webhook.id}
        empty={<EmptyState title={m.none} />}
        dense
      />
      {form && (
        <section>
          <h2>{m.newOne}</h2>
          <Form state={form}>
            <WebhookFields groups={names.groupsOf(webhooks.events)} />
            <FormActions submit={m.create} />
          </Form>
        </section>
      )}
    </>
  );
}

/** Name, address and acts of a webhook. */
export function WebhookFields({
  groups,
  webhook,
}: {
  groups: readonly ActGroup[];
  webhook?: Pick<WebhookView, 'name' | 'address' | 'events'>;
}) {
  const m = messages[useLanguage()];
  return (
    <>
      <TextField name="name" label={m.name} hint={m.nameHint} width="medium" autocomplete="off" value={webhook?.name} />
      <TextField
        name="address"
        type="url"
        label={m.address}
        hint={m.addressHint(allowedInWords())}
        autocomplete="off"
        value={webhook?.address}
      />
      <ActChoice
        name="events"
        label={m.events}
        hint={m.eventsHint}
        groups={groups}
        {...(webhook ? { value: webhook.events } : {})}
      />
    </>
  );
}

function useColumns(names: ActNames): Column<WebhookView>[] {
  const language = useLanguage();
  const m = messages[language];
  const base = `/${useFrame().association!.id}/sicurezza/avvisi`;
  return [
    {
      key: 'name',
      title: m.name,
      names: true,
      cell: (webhook) => <a href={`${base}/${webhook.id}`}>{webhook.name}</a>,
    },
    { key: 'address', title: m.address, cell: (webhook) => <code class="webhooks-address">{webhook.address}</code> },
    {
      key: 'events',
      title: m.events,
      cell: (webhook) => (
        <details>
          <summary>{m.eventsCount(webhook.events.length)}</summary>
          <ActList groups={names.groupsOf(webhook.events)} />
        </details>
      ),
    },
    { key: 'waiting', title: m.waitingCount, numeric: true, cell: (webhook) => webhook.waiting },
    {
      key: 'last',
      title: m.last,
      cell: (webhook) => (webhook.succeeded ? whenWords(webhook.succeeded, language) : m.never),
    },
    {
      key: 'state',
      title: m.state,
      cell: (webhook) => <StatusChip tone={tones[webhook.state]}>{m[webhook.state]}</StatusChip>,
    },
  ];
}
