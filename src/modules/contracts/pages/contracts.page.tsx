import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { Crumb, PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { ChoiceField, DayField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { listActivations, listServices } from '../../service-catalogue/index.ts';
import { changeContract, listContracts, recordContract, showContract } from '../actions/supply-contracts.ts';
import { messages } from '../messages.ts';
import { contractHref } from './contract-href.ts';

type Listed = z.output<typeof listContracts.output>;
type Shown = z.output<typeof showContract.output>;
const base = '/:association/assistenza/contratti';
const tones = { running: 'good', coming: 'neutral', expired: 'attention' } as const;

function crumbs(request: PageRequest, deep = false): Crumb[] {
  const { id, shortName } = request.association!;
  const home = [{ title: shortName, href: `/${id}` }];
  return deep ? [...home, { title: messages[request.language].contracts, href: contractHref(id) }] : home;
}

/** Whose data a page shows: those of the own entity to who reads for it alone. */
function scopeOf({ actor }: PageRequest): 'association' | 'entity' {
  return actor.role !== null && ['REF', 'MAY', 'ACC', 'AUD'].includes(actor.role) ? 'entity' : 'association';
}

/** The register of contracts of supply. */
export const contractsPage: PageRoute = {
  method: 'GET',
  path: base,
  needs: listContracts,
  answer: async (request) => {
    const names = { q: 'q', entity: 'ente', standing: 'stato', cursor: 'cursor' };
    const list = await request.perform(
      listContracts,
      askedIn<z.input<typeof listContracts.input>>(request.query, names),
    );
    return {
      kind: 'page',
      title: messages[request.language].contracts,
      crumbs: crumbs(request),
      scope: scopeOf(request),
      body: <ContractsPage list={list} keeps={request.may(recordContract)} />,
    };
  },
};

function ContractsPage({ list, keeps }: { list: Listed; keeps: boolean }) {
  const { association, url } = useFrame();
  const m = messages[useLanguage()];
  const { id } = association!;
  return (
    <>
      <h1>{m.contracts}</h1>
      <p class="lead">{m.lead}</p>
      <ListPage
        caption={m.contracts}
        filters={[
          { kind: 'text', name: 'q', label: m.q },
          {
            kind: 'choice',
            name: 'stato',
            label: m.standing,
            choices: (['running', 'coming', 'expired'] as const).map((value) => ({ value, label: m[value] })),
          },
        ]}
        columns={[
          {
            key: 'code',
            title: m.code,
            names: true,
            cell: ({ code }) => <a href={contractHref(id, `/${code}`)}>{code}</a>,
          },
          { key: 'supplier', title: m.supplier, cell: ({ supplier }) => supplier },
          { key: 'subject', title: m.subject, cell: ({ subject }) => subject },
          { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName ?? m.whole },
          { key: 'until', title: m.until, cell: ({ until }) => until && <DayText day={until} /> },
          {
            key: 'standing',
            title: m.standing,
            cell: ({ standing }) => <StatusChip tone={tones[standing]}>{m[standing]}</StatusChip>,
          },
        ]}
        rows={list.items}
        rowKey={({ code }) => code}
        count={list.count}
        {...(list.next ? { next: list.next } : {})}
        actions={
          keeps && (
            <a class="btn btn-primary btn-xs" href={contractHref(id, '/nuovo')}>
              {m.add}
            </a>
          )
        }
        empty={<EmptyState title={url.includes('?') ? m.noneFiltered : m.none} />}
      />
    </>
  );
}

/** One contract, and whether it still lasts. */
export const contractPage: PageRoute = {
  method: 'GET',
  path: `${base}/:contratto`,
  needs: showContract,
  example: { contratto: 'C1' },
  answer: async (request) => {
    const shown = await request.perform(showContract, { contract: request.params.contratto! });
    return {
      kind: 'page',
      title: messages[request.language].contractOf(shown.code, shown.supplier),
      crumbs: crumbs(request, true),
      scope: scopeOf(request),
      body: <ContractPage shown={shown} keeps={request.may(changeContract)} />,
    };
  },
};

function ContractPage({ shown, keeps }: { shown: Shown; keeps: boolean }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { id } = association!;
  const { code, supplier, subject, cig, from, until, standing, entityName, services, machines } = shown;
  return (
    <>
      <h1>{m.contractOf(code, supplier)}</h1>
      {standing === 'expired' && <Notice tone="warning" title={m.over(showDay(until!, language))} />}
      {standing === 'coming' && <Notice title={m.notYet(showDay(from, language))} />}
      <Definitions
        items={[
          { term: m.subject, is: subject },
          { term: m.entity, is: entityName ?? m.whole },
          { term: m.from, is: <DayText day={from} /> },
          { term: m.until, is: until && <DayText day={until} /> },
          cig !== '' && { term: m.cig, is: cig },
          services.length > 0 && { term: m.services, is: services.map(({ name }) => name).join(', ') },
          machines.length > 0 && { term: m.machines, is: machines.join(', ') },
          {
            term: m.lastChange,
            is: `${showDay(shown.changedAt.slice(0, 10) as typeof from, language)}, ${shown.changedBy}`,
          },
        ]}
      />
      {keeps && (
        <p class="page-actions">
          <a class="btn btn-primary" href={contractHref(id, `/${code}/correggi`)}>
            {m.change}
          </a>
        </p>
      )}
    </>
  );
}

async function contractForm(
  request: PageRequest,
  { form, of }: { readonly form: FormState; readonly of?: Shown | undefined },
): Promise<PageReply> {
  const { language } = request;
  const m = messages[language];
  const { id } = request.association!;
  const { items } = await request.perform(listServices, {});
  const { entities } = await request.perform(listActivations, {});
  const title = of ? m.changeOf(of.code) : m.add;
  return {
    kind: 'page',
    status: form.problems.length + form.refusals.length > 0 ? 422 : 200,
    title,
    crumbs: crumbs(request, true),
    body: (
      <>
        <h1>{title}</h1>
        <Form state={form}>
          <TextField name="supplier" label={m.supplier} />
          <TextField name="subject" label={m.subject} />
          {!of && <TextField name="code" label={m.code} hint={m.codeHint} width="medium" spellcheck={false} optional />}
          <TextField name="cig" label={m.cig} width="medium" spellcheck={false} optional />
          <DayField name="from" label={m.from} />
          <DayField name="until" label={m.until} hint={m.untilHint} optional />
          <SelectField
            name="entity"
            label={m.entity}
            choices={[
              { value: '', label: m.whole },
              ...entities.map(({ entity, name }) => ({ value: entity, label: name })),
            ]}
            optional
          />
          {items.length > 0 && (
            <ChoiceField
              name="services"
              label={m.services}
              several
              choices={items.map(({ code, name }) => ({ value: code, label: name[language] }))}
              optional
            />
          )}
          <TextAreaField name="machines" label={m.machines} hint={m.machinesHint} rows={4} optional />
          <FormActions submit={m.save}>
            <a href={contractHref(id, of ? `/${of.code}` : '')}>{m.cancel}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

const saved = (request: PageRequest, code: string): PageReply => ({
  kind: 'redirect',
  to: contractHref(request.association!.id, `/${code}`),
  notice: text(messages.it.saved, messages.en.saved),
});

/** Recording a contract, and correcting it. */
export const contractForms: PageRoute[] = [
  {
    method: 'GET',
    path: `${base}/nuovo`,
    needs: recordContract,
    answer: (request) => contractForm(request, { form: freshForm() }),
  },
  {
    method: 'POST',
    path: `${base}/nuovo`,
    needs: recordContract,
    answer: async (request) => {
      const attempt = await request.attempt(recordContract, request.form);
      if (!attempt.ok) return contractForm(request, { form: returnedForm(request, attempt) });
      return saved(request, attempt.value.code);
    },
  },
  {
    method: 'GET',
    path: `${base}/:contratto/correggi`,
    needs: changeContract,
    example: { contratto: 'C1' },
    answer: async (request) => {
      const of = await request.perform(showContract, { contract: request.params.contratto! });
      const { supplier, subject, cig, from, until, entity, services, machines } = of;
      const values = {
        ...{ supplier, subject, cig, from, until: until ?? '', entity: entity ?? '' },
        services: services.map(({ code }) => code),
        machines: machines.join('\n'),
      };
      return contractForm(request, { form: freshForm(values), of });
    },
  },
  {
    method: 'POST',
    path: `${base}/:contratto/correggi`,
    needs: changeContract,
    answer: async (request) => {
      const contract = request.params.contratto!;
      const attempt = await request.attempt(changeContract, { ...request.form, contract });
      if (attempt.ok) return saved(request, attempt.value.code);
      const of = await request.perform(showContract, { contract });
      return contractForm(request, { form: returnedForm(request, attempt), of });
    },
  },
];
