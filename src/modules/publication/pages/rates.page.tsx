import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { Explained } from '../../../platform/pages/explained.tsx';
import { FileField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions, Refusals } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { toCsv } from '../../../platform/sheets/machine-csv.ts';
import { listEntities } from '../../membership/index.ts';
import { previewRates } from '../actions/publish-rates.ts';
import { explainRate, type RateView, readRates } from '../actions/read-rates.ts';
import { setOfficeDays } from '../actions/set-office-days.ts';
import { messages } from '../messages.ts';
import { ratesHref } from './rates-acts.page.tsx';

/** Rates of absence and presence by office and period, for anybody; those who may, import and publish below. */
export const ratesPage: PageRoute = {
  method: 'GET',
  path: '/:association/trasparenza/assenze',
  open: true,
  answer: async (request) => reply(request, freshForm()),
};

export const ratesForm: PageRoute = {
  method: 'POST',
  path: '/:association/trasparenza/assenze',
  needs: setOfficeDays,
  answer: async (request) => {
    const file = request.uploads.find((upload) => upload.field === 'content');
    const { entity, period } = request.form;
    const content = file && file.bytes.length > 0 ? Buffer.from(file.bytes).toString('base64') : '';
    const stored = await request.attempt(setOfficeDays, { entity, period, content, fileName: file?.name });
    if (!stored.ok) return reply(request, returnedForm(request, stored), 422);
    const preview = await request.attempt(previewRates, { entity, period });
    if (!preview.ok) return reply(request, returnedForm(request, preview), 422);
    return { kind: 'redirect', to: ratesHref(request, 'anteprima', { entity, period }) };
  },
};

export const ratesCsv: PageRoute = {
  method: 'GET',
  path: '/:association/trasparenza/assenze/tassi.csv',
  open: true,
  answer: async (request) => {
    const { items } = await request.perform(readRates, {});
    const column = (key: Exclude<keyof RateView, 'periodName'>, kind: 'text' | 'number' = 'text') => ({
      key,
      header: key,
      kind,
    });
    const sheet = {
      name: 'tassi',
      columns: [
        column('period'),
        column('entity'),
        column('entityName'),
        column('office'),
        column('absence', 'number'),
        column('presence', 'number'),
        column('published'),
      ],
      rows: items.map(({ periodName: _, ...row }) => row),
    };
    return { kind: 'file', name: 'tassi-di-assenza.csv', type: 'text/csv; charset=utf-8', content: toCsv(sheet) };
  },
};

export const rateWhy: PageRoute = {
  method: 'GET',
  path: '/:association/trasparenza/assenze/perche',
  open: true,
  example: { '?': 'ente=ucvv&periodo=2026-T3&ufficio=Anagrafe' },
  answer: async (request): Promise<PageReply> => {
    const { ente, periodo, ufficio } = request.query;
    const { trace } = await request.perform(explainRate, {
      entity: oneText(ente) ?? '',
      period: oneText(periodo) ?? '',
      office: oneText(ufficio) ?? '',
    });
    const m = messages[request.language];
    const body = trace ? <TraceView trace={trace} open={1} /> : <EmptyState title={m.ratesNone} />;
    return { kind: 'fragment', title: m.ratesTitle, body };
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { items, foreseen } = await request.perform(readRates, {});
  const keeps = request.may(setOfficeDays);
  const may = keeps && foreseen;
  const own = request.actor.entity;
  const entities = may ? (await request.perform(listEntities, { limit: 10_000 })).items : [];
  return {
    kind: 'page',
    status,
    title: messages[request.language].ratesTitle,
    crumbs: [{ title: request.association!.shortName, href: `/${request.association!.id}` }],
    scope: 'association',
    body: (
      <RatesPage
        rates={items}
        form={form}
        entities={may ? entities.map(({ code, name }) => ({ value: code, label: name })) : null}
        own={own}
        silent={keeps && !foreseen}
      />
    ),
  };
}

export function RatesPage({
  rates,
  entities,
  own,
  silent,
  form,
}: {
  rates: z.output<typeof readRates.output>['items'];
  entities: readonly { readonly value: string; readonly label: string }[] | null;
  own: string | null;
  /** Who would import and publish is told that the agreement does not say how rates are counted. */
  silent: boolean;
  form: FormState;
}) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const base = `/${association!.id}/trasparenza/assenze`;
  const why = (rate: RateView) =>
    `${base}/perche?${new URLSearchParams({ ente: rate.entity, periodo: rate.period, ufficio: rate.office })}`;
  const periods = new Map(rates.map((rate) => [`${rate.entity} ${rate.period}`, rate]));
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.ratesTitle}</h1>
          <p class="lead">{m.ratesLead}</p>
        </div>
        {rates.length > 0 && (
          <div class="page-actions">
            <a class="btn btn-outline-primary btn-xs" href={`${base}/tassi.csv`} hx-boost="false" download>
              <Icon name="download" size="small" /> {m.openData}
            </a>
          </div>
        )}
      </div>
      <DataTable
        caption={m.ratesTitle}
        captionHidden
        rows={rates}
        rowKey={(rate) => `${rate.entity} ${rate.period} ${rate.office}`}
        empty={<EmptyState title={m.ratesNone} />}
        columns={[
          { key: 'period', title: m.period, cell: ({ periodName }) => periodName[language] },
          { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName },
          { key: 'office', title: m.office, names: true, cell: ({ office }) => office },
          {
            key: 'absence',
            title: m.absence,
            numeric: true,
            cell: (rate) => <Explained href={why(rate)}>{percent(rate.absence, language)}</Explained>,
          },
          { key: 'presence', title: m.presence, numeric: true, cell: (rate) => percent(rate.presence, language) },
        ]}
      />
      {silent && <Refusals refusals={form.refusals} />}
      {silent && <p>{m.ratesSilent}</p>}
      {entities && (
        <section>
          <h2>{m.ratesImport}</h2>
          <Form
            state={own && !form.values.entity ? { ...form, values: { ...form.values, entity: own } } : form}
            action={base}
            files
          >
            <SelectField name="entity" label={m.entity} choices={entities} />
            <TextField name="period" label={m.period} hint={m.periodHint} width="short" />
            <FileField name="content" label={m.ratesFile} hint={m.ratesFileHint} accept=".csv,.xlsx,.txt" />
            <FormActions submit={m.ratesSend} />
          </Form>
          {periods.size > 0 && (
            <>
              <h2>{m.ratesWithdraw}</h2>
              <ul>
                {[...periods.values()].map(({ entity, entityName, period, periodName }) => (
                  <li key={`${entity} ${period}`}>
                    <a href={`${base}/ritira?${new URLSearchParams({ ente: entity, periodo: period })}`}>
                      {m.ratesWithdrawOf(periodName[language], entityName)}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
    </>
  );
}

function percent(rate: string, language: 'it' | 'en'): string {
  return language === 'it' ? rate.replace('.', ',') : rate;
}
