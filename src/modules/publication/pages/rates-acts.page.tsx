import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { HiddenField, TextAreaField } from '../../../platform/pages/field.tsx';
import { ErrorSummary, Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { previewRates, publishRates, withdrawRates } from '../actions/publish-rates.ts';
import { messages } from '../messages.ts';

type Preview = z.output<typeof previewRates.output>;
const base = '/:association/trasparenza/assenze';

/** The address of a step of publishing the rates of a period. */
export function ratesHref(
  request: PageRequest,
  step: 'anteprima' | 'ritira' | '' = '',
  of?: { readonly entity: unknown; readonly period: unknown },
): string {
  const home = `/${request.association!.id}/trasparenza/assenze`;
  if (step === '' || !of) return home;
  return `${home}/${step}?${new URLSearchParams({ ente: String(of.entity), periodo: String(of.period) })}`;
}

const asked = ({ query }: PageRequest) => ({ entity: oneText(query.ente) ?? '', period: oneText(query.periodo) ?? '' });

function crumbs(request: PageRequest) {
  const { id, shortName } = request.association!;
  return [
    { title: shortName, href: `/${id}` },
    { title: messages[request.language].ratesTitle, href: ratesHref(request) },
  ];
}

async function previewReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const of = asked(request);
  const m = messages[request.language];
  const computed = await request.attempt(previewRates, of);
  if (!computed.ok) return nothingToSee(request, returnedForm(request, computed), status);
  const preview = computed.value;
  return {
    kind: 'page',
    status,
    title: m.ratesPreview(of.period),
    crumbs: crumbs(request),
    body: (
      <>
        <h1>{m.ratesPreview(of.period)}</h1>
        <p class="lead">{m.ratesPreviewLead(preview.people, preview.items.length)}</p>
        <PreviewTable preview={preview} />
        {preview.publishedAt !== null && <p>{m.ratesReplace}</p>}
        <Form state={form} action={ratesHref(request, 'anteprima', of)}>
          <HiddenField name="entity" value={of.entity} />
          <HiddenField name="period" value={of.period} />
          <FormActions submit={m.ratesPublish}>
            {preview.publishedAt === null ? (
              <a href={ratesHref(request, 'ritira', of)}>{m.ratesDrop}</a>
            ) : (
              <a href={ratesHref(request)}>{m.cancel}</a>
            )}
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** Why there is nothing to publish, and the way back. */
function nothingToSee(request: PageRequest, state: FormState, status: number): PageReply {
  const m = messages[request.language];
  return {
    kind: 'page',
    status: state.problems.length > 0 ? 400 : status,
    title: m.ratesTitle,
    crumbs: crumbs(request),
    body: (
      <>
        <h1>{m.ratesTitle}</h1>
        <ErrorSummary state={state} />
        <p>
          <a href={ratesHref(request)}>{m.rates}</a>
        </p>
      </>
    ),
  };
}

function PreviewTable({ preview: { items, published } }: { preview: Preview }) {
  const language = useLanguage();
  const m = messages[language];
  const shown = (rate: string | undefined) =>
    rate === undefined ? '–' : language === 'it' ? rate.replace('.', ',') : rate;
  const before = new Map(published.map((rate) => [rate.office, rate]));
  const gone = published.filter(({ office }) => !items.some((one) => one.office === office));
  const rows = [
    ...items.map((one) => ({ ...one, was: before.get(one.office)?.absence })),
    ...gone.map(({ office, absence }) => ({ office, absence: undefined, presence: undefined, was: absence })),
  ];
  return (
    <DataTable
      caption={m.ratesTitle}
      captionHidden
      rows={rows}
      rowKey={({ office }) => office}
      columns={[
        { key: 'office', title: m.office, names: true, cell: ({ office }) => office },
        { key: 'absence', title: m.absence, numeric: true, cell: ({ absence }) => shown(absence) },
        { key: 'presence', title: m.presence, numeric: true, cell: ({ presence }) => shown(presence) },
        { key: 'was', title: m.ratesPublishedNow, numeric: true, cell: ({ was }) => shown(was) },
      ]}
    />
  );
}

/** What publishing would show, beside what is there now; nothing is public until it is confirmed. */
export const previewRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${base}/anteprima`,
    example: { '?': 'ente=ucvv&periodo=2026-T3' },
    needs: previewRates,
    answer: (request) => previewReply(request, freshForm()),
  },
  {
    method: 'POST',
    path: `${base}/anteprima`,
    needs: publishRates,
    answer: async (request) => {
      const attempt = await request.attempt(publishRates, request.form);
      if (!attempt.ok) return previewReply(request, returnedForm(request, attempt), 422);
      const { offices } = attempt.value;
      const notice = text(messages.it.ratesDone(offices), messages.en.ratesDone(offices));
      return { kind: 'redirect', to: ratesHref(request), notice };
    },
  },
];

function withdrawalReply(request: PageRequest, form: FormState, status = 200): PageReply {
  const of = asked(request);
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title: m.ratesWithdrawTitle(of.period),
    crumbs: crumbs(request),
    body: (
      <>
        <h1>{m.ratesWithdrawTitle(of.period)}</h1>
        <p class="lead">{m.ratesWithdrawLead}</p>
        <Form state={form} action={ratesHref(request, 'ritira', of)}>
          <HiddenField name="entity" value={of.entity} />
          <HiddenField name="period" value={of.period} />
          <TextAreaField name="why" label={m.ratesWhy} rows={2} />
          <FormActions submit={m.ratesWithdraw}>
            <a href={ratesHref(request)}>{m.cancel}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** Taking back a period that was published, or the days imported for it. */
export const withdrawalRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${base}/ritira`,
    example: { '?': 'ente=ucvv&periodo=2026-T3' },
    needs: withdrawRates,
    answer: async (request) => withdrawalReply(request, freshForm()),
  },
  {
    method: 'POST',
    path: `${base}/ritira`,
    needs: withdrawRates,
    answer: async (request) => {
      const attempt = await request.attempt(withdrawRates, request.form);
      if (!attempt.ok) return withdrawalReply(request, returnedForm(request, attempt), 422);
      const notice = text(messages.it.ratesWithdrawn, messages.en.ratesWithdrawn);
      return { kind: 'redirect', to: ratesHref(request), notice };
    },
  },
];
