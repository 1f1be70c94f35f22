import type { z } from 'zod';
import { type Text, text } from '../../../kernel/text.ts';
import type { Module, PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import {
  type ActGroup,
  ActList,
  type ActNames,
  actNames,
  isSearchOfActs,
} from '../../../platform/pages/act-choice.tsx';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { HiddenField, NumberField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type changeWebhook, removeWebhook, switchWebhook } from '../actions/change-webhook.ts';
import type { listWebhooks } from '../actions/list-webhooks.ts';
import { rotateKey } from '../actions/rotate-key.ts';
import { sendAgain, trialEvent, tryWebhook } from '../actions/send-again.ts';
import { type DeliveryView, deliveryStates, showWebhook } from '../actions/show-webhook.ts';
import { messages } from '../messages.ts';
import { eventsIn, NewSecret, returnedEvents, WebhookFields, webhooksPath } from './webhooks.page.tsx';
import { tones, whenWords } from './words.ts';

type Doors = {
  readonly list: ReturnType<typeof listWebhooks>;
  readonly change: ReturnType<typeof changeWebhook>;
  readonly modules: () => readonly Module[];
};
type Shown = z.output<typeof showWebhook.output>;

const path = `${webhooksPath}/:avviso`;

export function webhookPages({ list, change, modules }: Doors): readonly PageRoute[] {
  const baseOf = (request: PageRequest) => `/${request.association!.id}/sicurezza/avvisi`;
  const page = async (request: PageRequest, form: FormState, status = 200): Promise<PageReply> => {
    const { stato, cursor } = request.query;
    const shown = await request.perform(showWebhook, {
      webhook: request.params.avviso!,
      ...(typeof stato === 'string' && stato ? { state: stato as never } : {}),
      ...(typeof cursor === 'string' ? { cursor } : {}),
    });
    const { events } = await request.perform(list, {});
    const names = actNames(modules());
    const m = messages[request.language];
    return {
      kind: 'page',
      title: shown.webhook.name,
      status,
      crumbs: [
        { title: request.association!.shortName, href: `/${request.association!.id}` },
        { title: m.title, href: baseOf(request) },
      ],
      scope: 'association',
      body: (
        <WebhookPage
          shown={shown}
          groups={names.groupsOf([...events, ...shown.webhook.events])}
          names={names}
          form={form}
          mayChange={request.may(change)}
        />
      ),
    };
  };
  const back = (request: PageRequest, notice: Text): PageReply => ({
    kind: 'redirect',
    to: `${baseOf(request)}/${request.params.avviso}`,
    notice,
  });
  const said = (key: 'changed' | 'tried' | 'againDone' | 'switchedOn' | 'switchedOff' | 'removed') =>
    text(messages.it[key], messages.en[key]);
  return [
    { method: 'GET', path, answer: (request) => page(request, freshForm()) },
    {
      method: 'POST',
      path,
      answer: async (request) => {
        if (isSearchOfActs(request.form)) return page(request, freshForm(request.form));
        const { name, address } = request.form;
        const input = { webhook: request.params.avviso, name, address, events: eventsIn(request.form) };
        const attempt = await request.attempt(change, input);
        return attempt.ok ? back(request, said('changed')) : page(request, returnedEvents(request, attempt), 422);
      },
    },
    {
      method: 'POST',
      path: `${path}/prova`,
      answer: async (request) => {
        await request.perform(tryWebhook, { webhook: request.params.avviso! });
        return back(request, said('tried'));
      },
    },
    {
      method: 'POST',
      path: `${path}/stato`,
      answer: async (request) => {
        const on = request.form.on === 'true';
        await request.perform(switchWebhook, { webhook: request.params.avviso!, on });
        return back(request, said(on ? 'switchedOn' : 'switchedOff'));
      },
    },
    {
      method: 'POST',
      path: `${path}/togli`,
      answer: async (request) => {
        await request.perform(removeWebhook, { webhook: request.params.avviso! });
        return { kind: 'redirect', to: baseOf(request), notice: said('removed') };
      },
    },
    {
      method: 'POST',
      path: `${path}/segreto`,
      guarded: true,
      answer: async (request) => {
        const { overlap } = request.form;
        const attempt = await request.attempt(rotateKey, { webhook: request.params.avviso, overlap });
        if (!attempt.ok) return page(request, returnedEvents(request, attempt), 422);
        const { webhook } = await request.perform(showWebhook, { webhook: request.params.avviso! });
        const { key, secret } = attempt.value;
        return {
          kind: 'page',
          title: webhook.name,
          crumbs: [{ title: messages[request.language].title, href: baseOf(request) }],
          scope: 'association',
          body: <NewSecret name={webhook.name} keyId={key} secret={secret} back={`${baseOf(request)}/${webhook.id}`} />,
        };
      },
    },
    {
      method: 'POST',
      path: `${path}/:consegna/ancora`,
      answer: async (request) => {
        await request.perform(sendAgain, { delivery: request.params.consegna! });
        return back(request, said('againDone'));
      },
    },
  ];
}

export function WebhookPage({
  shown,
  groups,
  names,
  form,
  mayChange,
}: {
  shown: Shown;
  groups: readonly ActGroup[];
  names: ActNames;
  form: FormState;
  mayChange: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { webhook, keys } = shown;
  const base = `/${useFrame().association!.id}/sicurezza/avvisi/${webhook.id}`;
  const off = webhook.state === 'off' || webhook.state === 'switched-off';
  return (
    <>
      <h1>{webhook.name}</h1>
      <Definitions
        items={[
          { term: m.state, is: <StatusChip tone={tones[webhook.state]}>{m[webhook.state]}</StatusChip> },
          { term: m.address, is: <code class="webhooks-address">{webhook.address}</code> },
          {
            term: m.events,
            is: (
              <details>
                <summary>{m.eventsCount(webhook.events.length)}</summary>
                <ActList groups={names.groupsOf(webhook.events)} />
              </details>
            ),
          },
          { term: m.last, is: webhook.succeeded ? whenWords(webhook.succeeded, language) : m.never },
        ]}
      />
      {mayChange && (
        <div class="webhooks-buttons">
          {!off && (
            <Form action={`${base}/prova`}>
              <button type="submit" class="btn btn-primary">
                {m.tryIt}
              </button>
            </Form>
          )}
          <Form action={`${base}/stato`}>
            <HiddenField name="on" value={off ? 'true' : 'false'} />
            <button type="submit" class="btn btn-outline-primary">
              {off ? m.switchOn : m.switchOff}
            </button>
          </Form>
        </div>
      )}
      <h2>{m.log}</h2>
      <ListPage
        caption={m.log}
        filters={[
          {
            kind: 'choice',
            name: 'stato',
            label: m.state,
            choices: deliveryStates.map((value) => ({ value, label: m[value] })),
          },
        ]}
        columns={useColumns(mayChange && !off ? base : null, names)}
        rows={shown.items}
        rowKey={(delivery) => delivery.id}
        count={shown.count}
        {...(shown.next ? { next: shown.next } : {})}
        empty={<EmptyState title={m.logNone} />}
      />
      {mayChange && (
        <>
          <section>
            <h2>{m.settings}</h2>
            <Form state={form} action={base}>
              <WebhookFields groups={groups} webhook={webhook} />
              <FormActions submit={m.save} />
            </Form>
          </section>
          <section>
            <h2>{m.keys}</h2>
            <ul>
              {keys.map((key) => (
                <li key={key.id}>
                  <code>{key.id}</code>. {m.keyCreated}: {whenWords(key.created, language)}. {m.keyRetires}:{' '}
                  {key.retires ? whenWords(key.retires, language) : m.keyForGood}.
                </li>
              ))}
            </ul>
            <Form action={`${base}/segreto`}>
              <NumberField name="overlap" label={m.overlap} hint={m.overlapHint} value={24} />
              <FormActions submit={m.rotate} />
            </Form>
            <Form action={`${base}/togli`}>
              <button type="submit" class="btn btn-outline-primary">
                {m.remove}
              </button>
            </Form>
          </section>
        </>
      )}
    </>
  );
}

function useColumns(base: string | null, names: ActNames): Column<DeliveryView>[] {
  const language = useLanguage();
  const m = messages[language];
  const titled = (event: string) => (event === trialEvent ? m.trial : names.titleOf(event)[language]);
  const columns: Column<DeliveryView>[] = [
    {
      key: 'when',
      title: m.when,
      names: true,
      cell: ({ asked }) => <time dateTime={asked}>{whenWords(asked, language)}</time>,
    },
    {
      key: 'event',
      title: m.event,
      cell: ({ event, body }) => (
        <details class="webhooks-body">
          <summary>{titled(event)}</summary>
          <code>{body}</code>
        </details>
      ),
    },
    { key: 'state', title: m.state, cell: ({ state }) => <StatusChip tone={tones[state]}>{m[state]}</StatusChip> },
    { key: 'tries', title: m.tries, cell: (delivery) => <Tries delivery={delivery} /> },
  ];
  if (base === null) return columns;
  return [
    ...columns,
    {
      key: 'again',
      title: m.again,
      cell: ({ id, event, asked }) => (
        <Form action={`${base}/${id}/ancora`}>
          <button
            type="submit"
            class="btn btn-outline-primary btn-xs"
            aria-label={m.againNamed(titled(event), whenWords(asked, language))}
          >
            {m.again}
          </button>
        </Form>
      ),
    },
  ];
}

function Tries({ delivery }: { delivery: DeliveryView }) {
  const language = useLanguage();
  const m = messages[language];
  if (delivery.tries.length === 0) return <>{m.noTry}</>;
  return (
    <ol class="webhooks-tries">
      {delivery.tries.map((one) => (
        <li key={one.number}>
          {whenWords(one.began, language)}:{' '}
          {one.ended ? `${m.outcome(one.status, one.error)}, ${m.milliseconds(one.milliseconds ?? 0)}` : m.unknownEnd}
        </li>
      ))}
      {delivery.nextTry && delivery.state === 'waiting' && <li>{m.nextTry(whenWords(delivery.nextTry, language))}</li>}
    </ol>
  );
}
