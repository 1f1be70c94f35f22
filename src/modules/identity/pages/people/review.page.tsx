import type { z } from 'zod';
import { showDay } from '../../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { addressWith } from '../../../../platform/pages/address.ts';
import { askedIn } from '../../../../platform/pages/asked-in.ts';
import { type Column, DataTable } from '../../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../../platform/pages/empty-state.tsx';
import { DayField, HiddenField, NumberField, SelectField } from '../../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../../platform/pages/form-state.ts';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { Notice } from '../../../../platform/pages/notice.tsx';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../../platform/pages/status-chip.tsx';
import { Tabs } from '../../../../platform/pages/tabs.tsx';
import { openReview } from '../../actions/reviews/open-review.ts';
import { reviewPosts } from '../../actions/reviews/review-posts.ts';
import { setReviewPolicy } from '../../actions/reviews/set-review-policy.ts';
import { showReview } from '../../actions/reviews/show-review.ts';
import { notice, peopleMessages } from '../../people-messages.ts';
import { ButtonForm } from '../button-form.tsx';
import { PeopleFrame, type PeopleView, peopleAddress, peopleCrumbs, roleTitle, viewsFor } from './people-frame.tsx';

type Shown = z.output<typeof showReview.output>;
type Round = NonNullable<Shown['round']>;
type Row = Round['items'][number];
type May = { readonly open: boolean; readonly decide: boolean; readonly policy: boolean };

const base = '/:association/enti/persone/conferma';
/** So many rows are decided at a time: a page stays light. */
const rowsAtATime = 50;

export const reviewPage: PageRoute = {
  method: 'GET',
  path: base,
  needs: showReview,
  answer: async (request) => reply(request, freshForm()),
};

export const openReviewForm: PageRoute = {
  method: 'POST',
  path: `${base}/apri`,
  needs: openReview,
  answer: async (request) => {
    const attempt = await request.attempt(openReview, request.form);
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: peopleAddress(request, 'review'), notice: notice((m) => m.openedReview) };
  },
};

export const reviewForm: PageRoute = {
  method: 'POST',
  path: base,
  needs: reviewPosts,
  answer: async (request) => {
    const attempt = await request.attempt(reviewPosts, request.form);
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    const { confirmed, ended } = attempt.value;
    const to = peopleAddress(request, 'review');
    return { kind: 'redirect', to, notice: notice((m) => m.reviewed(confirmed, ended)) };
  },
};

export const reviewPolicyForm: PageRoute = {
  method: 'POST',
  path: `${base}/regole`,
  needs: setReviewPolicy,
  answer: async (request) => {
    const attempt = await request.attempt(setReviewPolicy, request.form);
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: peopleAddress(request, 'review'), notice: notice((m) => m.policySaved) };
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  type Asked = z.input<typeof showReview.input>;
  const asked = askedIn<Asked>(request.query, { review: 'giro', outcome: 'esito', entity: 'ente' });
  const shown = await request.perform(showReview, asked);
  return {
    kind: 'page',
    status,
    title: peopleMessages[request.language].review,
    crumbs: peopleCrumbs(request, 'posts'),
    body: (
      <ReviewPage
        shown={shown}
        form={form}
        outcome={oneText(request.query.esito) ?? 'any'}
        views={viewsFor(request)}
        address={peopleAddress(request, 'review')}
        may={{
          open: request.may(openReview),
          decide: request.may(reviewPosts),
          policy: request.may(setReviewPolicy),
        }}
      />
    ),
  };
}

export function ReviewPage({
  shown,
  form,
  outcome,
  views,
  address,
  may,
}: {
  shown: Shown;
  form: FormState;
  outcome: string;
  views: readonly PeopleView[];
  address: string;
  may: May;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const { round } = shown;
  const mayOpen = may.open && !(round?.isOpen ?? false);
  return (
    <>
      <h1>{m.review}</h1>
      <p class="lead">{m.reviewLead}</p>
      <PeopleFrame view="review" views={views}>
        {shown.isDue && <Notice tone="warning" title={m.reviewDue} />}
        {mayOpen && (
          <Form state={form} action={`${address}/apri`}>
            <DayField name="due" label={m.dueDay} optional />
            <FormActions submit={m.openReview} />
          </Form>
        )}
        {!round && (
          <EmptyState title={m.reviewNone}>
            <p>{m.reviewNoneHelp}</p>
          </EmptyState>
        )}
        {round && (
          <RoundView round={round} form={mayOpen ? freshForm() : form} outcome={outcome} address={address} may={may} />
        )}
        {!shown.isDue && shown.next && <p class="muted">{m.reviewNext(showDay(shown.next, language))}</p>}
        {may.policy && <PolicyForm policy={shown.policy} address={address} />}
        {shown.rounds.length > 1 && (
          <>
            <h2>{m.rounds}</h2>
            <ul>
              {shown.rounds.map((one) => (
                <li key={one.review}>
                  <a href={`${address}?giro=${one.review}`}>
                    {showDay(one.openedOn, language)} – {showDay(one.due, language)}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </PeopleFrame>
    </>
  );
}

function RoundView({
  round,
  form,
  outcome,
  address,
  may,
}: {
  round: Round;
  form: FormState;
  outcome: string;
  address: string;
  may: May;
}) {
  const { url, language } = useFrame();
  const m = peopleMessages[language];
  const waiting = round.items.filter((row) => row.outcome === null && row.mayDecide).slice(0, rowsAtATime);
  const outcomes = [
    ['any', round.counts.all],
    ['open', round.counts.open],
    ['confirmed', round.counts.confirmed],
    ['ended', round.counts.ended],
  ] as const;
  return (
    <section aria-labelledby="giro">
      <h2 id="giro">
        {round.isOpen ? m.reviewOpen(showDay(round.due, language)) : m.reviewClosed(showDay(round.due, language))}
      </h2>
      <p>{round.unconfirmed === 'suspend' ? m.reviewSuspends : m.reviewKeeps}</p>
      <Tabs
        label={m.outcome}
        tabs={outcomes.map(([one, count]) => ({
          title: m[`outcome.${one}`],
          href: addressWith(url, { esito: one === 'any' ? undefined : one }),
          count,
          current: one === outcome,
        }))}
      />
      {may.decide && waiting.length > 0 ? (
        <>
          <Form state={form} action={address} wide>
            <DataTable
              caption={m.posts}
              captionHidden
              columns={useDecisionColumns()}
              rows={waiting.map((row, place) => ({ ...row, place }))}
              rowKey={({ post }) => post}
              dense
            />
            <FormActions submit={m.decide} />
          </Form>
          <ButtonForm action={address} label={m.decideAll}>
            {waiting.map((row, place) => (
              <>
                <HiddenField name={`decisions[${place}].post`} value={row.post} />
                <HiddenField name={`decisions[${place}].outcome`} value="confirmed" />
              </>
            ))}
          </ButtonForm>
        </>
      ) : null}
      <RoundRows
        rows={may.decide ? round.items.filter((row) => row.outcome !== null || !row.mayDecide) : round.items}
        empty={!(may.decide && waiting.length > 0)}
      />
      {round.entities.length > 1 && <ByEntity round={round} address={address} />}
    </section>
  );
}

function postColumns(m: (typeof peopleMessages)['it'], language: 'it' | 'en'): Column<Row & { place?: number }>[] {
  return [
    { key: 'holder', title: m.person, names: true, cell: (row) => row.holder },
    { key: 'role', title: m.role, cell: (row) => roleTitle(row.role, language) },
    { key: 'entity', title: m.entity, cell: (row) => row.entityName ?? m.whole },
    { key: 'since', title: m.since, cell: (row) => showDay(row.since, language) },
    { key: 'until', title: m.until, cell: (row) => row.until && showDay(row.until, language) },
  ];
}

function useDecisionColumns(): Column<Row & { place: number }>[] {
  const { language } = useFrame();
  const m = peopleMessages[language] as (typeof peopleMessages)['it'];
  return [
    ...(postColumns(m, language) as Column<Row & { place: number }>[]),
    {
      key: 'decide',
      title: m.outcome,
      cell: (row) => {
        const name = `decisions[${row.place}].outcome`;
        return (
          <fieldset class="inline-choice">
            <legend class="visually-hidden">{row.holder}</legend>
            <HiddenField name={`decisions[${row.place}].post`} value={row.post} />
            {(['confirmed', 'ended', ''] as const).map((value) => (
              <label key={value}>
                <input type="radio" name={name} value={value} checked={value === ''} />{' '}
                {value === 'confirmed' ? m.confirm : value === 'ended' ? m.close : m.later}
              </label>
            ))}
          </fieldset>
        );
      },
    },
  ];
}

const tones = { confirmed: 'good', ended: 'neutral', open: 'attention' } as const;

function RoundRows({ rows, empty }: { rows: readonly Row[]; empty: boolean }) {
  const { language } = useFrame();
  const m = peopleMessages[language] as (typeof peopleMessages)['it'];
  if (rows.length === 0 && !empty) return null;
  return (
    <DataTable
      caption={m.posts}
      captionHidden
      columns={[
        ...postColumns(m, language),
        {
          key: 'outcome',
          title: m.outcome,
          cell: (row) => (
            <>
              <StatusChip tone={tones[row.outcome ?? 'open']}>{m[`outcomeIs.${row.outcome ?? 'open'}`]}</StatusChip>
              {row.own && row.outcome === null && <span class="muted"> {m.ownPost}</span>}
            </>
          ),
        },
      ]}
      rows={rows.slice(0, 200)}
      rowKey={({ post }) => post}
      empty={<p class="muted">{m.nothingHere}</p>}
      dense
    />
  );
}

function ByEntity({ round, address }: { round: Round; address: string }) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const link = (row: Round['entities'][number]) =>
    row.entity ? <a href={`${address}?ente=${encodeURIComponent(row.entity)}`}>{row.name}</a> : m.whole;
  return (
    <details>
      <summary>{m.byEntity}</summary>
      <DataTable
        caption={m.byEntity}
        captionHidden
        columns={[
          { key: 'name', title: m.entity, names: true, cell: link },
          { key: 'all', title: m.count, numeric: true, cell: (row) => row.all },
          { key: 'open', title: m.toConfirm, numeric: true, cell: (row) => row.open },
          { key: 'confirmed', title: m.confirmed, numeric: true, cell: (row) => row.confirmed },
          { key: 'ended', title: m.endedMany, numeric: true, cell: (row) => row.ended },
        ]}
        rows={round.entities}
        rowKey={({ entity }) => entity ?? ''}
        dense
      />
    </details>
  );
}

function PolicyForm({ policy, address }: { policy: Shown['policy']; address: string }) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  return (
    <details>
      <summary>{m.policy}</summary>
      <Form action={`${address}/regole`}>
        <NumberField name="everyMonths" label={m.policyEvery} value={policy.everyMonths} />
        <NumberField name="days" label={m.policyDays} value={policy.days} />
        <SelectField
          name="unconfirmed"
          label={m.policyUnconfirmed}
          value={policy.unconfirmed}
          choices={[
            { value: 'suspend', label: m.policySuspend },
            { value: 'keep', label: m.policyKeep },
          ]}
        />
        <FormActions submit={m.save} />
      </Form>
    </details>
  );
}
