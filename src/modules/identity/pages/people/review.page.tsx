import { Fragment } from 'preact';
import type { z } from 'zod';
import { showDay } from '../../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { addressWith } from '../../../../platform/pages/address.ts';
import { askedIn } from '../../../../platform/pages/asked-in.ts';
import { type Column, DataTable } from '../../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../../platform/pages/empty-state.tsx';
import { DayField, HiddenField, NumberField, SelectField } from '../../../../platform/pages/field.tsx';
import { Form, FormActions, useFieldState } from '../../../../platform/pages/form.tsx';
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
type Part = 'open' | 'decide' | 'policy';
/** What one of the page's forms says about itself; the others are as new. */
type Returned = { readonly part: Part; readonly form: FormState };
const stateOf = (returned: Returned | null, part: Part) => (returned?.part === part ? returned.form : freshForm());

const base = '/:association/enti/persone/conferma';
/** So many rows are decided at a time: a page stays light. */
const rowsAtATime = 50;
const rowsListed = 200;

export const reviewPage: PageRoute = {
  method: 'GET',
  path: base,
  needs: showReview,
  answer: async (request) => reply(request, null),
};

export const openReviewForm: PageRoute = {
  method: 'POST',
  path: `${base}/apri`,
  needs: openReview,
  answer: async (request) => {
    const attempt = await request.attempt(openReview, request.form);
    if (!attempt.ok) return reply(request, { part: 'open', form: returnedForm(request, attempt) }, 422);
    return { kind: 'redirect', to: peopleAddress(request, 'review'), notice: notice((m) => m.openedReview) };
  },
};

export const reviewForm: PageRoute = {
  method: 'POST',
  path: base,
  needs: reviewPosts,
  answer: async (request) => {
    const attempt = await request.attempt(reviewPosts, request.form);
    if (!attempt.ok) return reply(request, { part: 'decide', form: returnedForm(request, attempt) }, 422);
    const { confirmed, ended } = attempt.value;
    if (confirmed + ended === 0) {
      const says = notice((m) => m.nothingChosen);
      const form = { values: request.form, problems: [{ path: 'decisions[0].outcome', says }], refusals: [] };
      return reply(request, { part: 'decide', form }, 422);
    }
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
    if (!attempt.ok) return reply(request, { part: 'policy', form: returnedForm(request, attempt) }, 422);
    return { kind: 'redirect', to: peopleAddress(request, 'review'), notice: notice((m) => m.policySaved) };
  },
};

async function reply(request: PageRequest, returned: Returned | null, status = 200): Promise<PageReply> {
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
        returned={returned}
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
  returned,
  outcome,
  views,
  address,
  may,
}: {
  shown: Shown;
  returned: Returned | null;
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
        {shown.isDue && (
          <Notice tone="warning" title={m.reviewDue}>
            {!mayOpen && <p>{m.reviewNoneHelp}</p>}
          </Notice>
        )}
        {mayOpen && (
          <section aria-labelledby="apri">
            <h2 id="apri">{m.openReview}</h2>
            <p>{m.openReviewLead}</p>
            <Form state={stateOf(returned, 'open')} action={`${address}/apri`}>
              <DayField name="due" label={m.dueDay} hint={m.dueDayHint(shown.policy.days)} optional />
              <FormActions submit={m.openReview} />
            </Form>
          </section>
        )}
        {!round && !shown.isDue && (
          <EmptyState title={m.reviewNone}>
            <p>{m.reviewNoneHelp}</p>
          </EmptyState>
        )}
        {round && (
          <RoundView
            round={round}
            form={stateOf(returned, 'decide')}
            outcome={outcome}
            address={address}
            mayDecide={may.decide}
          />
        )}
        <section aria-labelledby="regole">
          <h2 id="regole">{m.policy}</h2>
          <p>
            {m.policySays(shown.policy.everyMonths, shown.policy.days)}{' '}
            {shown.policy.unconfirmed === 'suspend' ? m.reviewSuspends : m.reviewKeeps}
            {!shown.isDue && shown.next && ` ${m.reviewNext(showDay(shown.next, language))}`}
          </p>
          {may.policy && (
            <PolicyForm
              policy={shown.policy}
              form={stateOf(returned, 'policy')}
              address={address}
              open={returned?.part === 'policy'}
            />
          )}
        </section>
        {shown.rounds.length > 1 && (
          <section aria-labelledby="passate">
            <h2 id="passate">{m.rounds}</h2>
            <ul>
              {shown.rounds.map((one) => (
                <li key={one.review}>
                  <a
                    href={`${address}?giro=${one.review}`}
                    aria-current={one.review === round?.review ? 'true' : undefined}
                  >
                    {m.roundDays(showDay(one.openedOn, language), showDay(one.due, language))}
                  </a>
                </li>
              ))}
            </ul>
          </section>
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
  mayDecide,
}: {
  round: Round;
  form: FormState;
  outcome: string;
  address: string;
  mayDecide: boolean;
}) {
  const { url, language } = useFrame();
  const m = peopleMessages[language];
  const mine = mayDecide ? round.items.filter((row) => row.outcome === null && row.mayDecide) : [];
  const { all, open } = round.counts;
  const outcomes = [
    ['any', all],
    ['open', open],
    ['confirmed', round.counts.confirmed],
    ['ended', round.counts.ended],
  ] as const;
  return (
    <>
      <section aria-labelledby="giro">
        <h2 id="giro">
          {round.isOpen ? m.reviewOpen(showDay(round.due, language)) : m.reviewClosed(showDay(round.due, language))}
        </h2>
        <p>
          {m.reviewProgress(all - open, all)} {mayDecide && m.reviewMine(mine.length)}
        </p>
        {mine.length > 0 && (
          <Decisions rows={mine.slice(0, rowsAtATime)} of={mine.length} form={form} address={address} />
        )}
      </section>
      <section aria-labelledby="tutti">
        <h2 id="tutti">{m.reviewAll}</h2>
        <Tabs
          label={m.outcome}
          tabs={outcomes.map(([one, count]) => ({
            title: m[`outcome.${one}`],
            href: `${addressWith(url, { esito: one === 'any' ? undefined : one })}#tutti`,
            count,
            current: one === outcome,
          }))}
        />
        <RoundRows rows={round.items} mayDecide={mayDecide} />
        {round.entities.length > 1 && <ByEntity round={round} address={address} />}
      </section>
    </>
  );
}

/** What waits for whoever looks: post by post, and at once those that give no power over others. */
function Decisions({
  rows,
  of,
  form,
  address,
}: {
  rows: readonly Row[];
  of: number;
  form: FormState;
  address: string;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const plain = rows.filter((row) => !row.manages);
  return (
    <>
      {of > rows.length && <p>{m.reviewFirst(rows.length)}</p>}
      <Form state={form} action={address} wide>
        <ul class="decisions">
          {rows.map((row, place) => (
            <li key={row.post}>
              <Decision row={row} place={place} />
            </li>
          ))}
        </ul>
        <FormActions submit={m.decide} />
      </Form>
      {plain.length > 1 && (
        <div class="decide-all">
          <p>{plain.length < rows.length ? m.decideAllLead : m.decideAllLeadOnly}</p>
          <ButtonForm action={address} label={m.decideAll(plain.length)}>
            {plain.map((row, place) => (
              <Fragment key={row.post}>
                <HiddenField name={`decisions[${place}].post`} value={row.post} />
                <HiddenField name={`decisions[${place}].outcome`} value="confirmed" />
              </Fragment>
            ))}
          </ButtonForm>
        </div>
      )}
    </>
  );
}

function Decision({ row, place }: { row: Row; place: number }) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const name = `decisions[${place}].outcome`;
  const { id, value = '', errors } = useFieldState(name);
  return (
    <fieldset class="decision" aria-describedby={errors.length > 0 ? `${id}-error` : undefined}>
      <legend>{row.holder}</legend>
      <HiddenField name={`decisions[${place}].post`} value={row.post} />
      <p class="decision-about">
        {roleTitle(row.role, language)}, {row.entityName ?? m.whole}
        <span class="muted">
          {' '}
          {m.sinceUntil(showDay(row.since, language), row.until && showDay(row.until, language))}
        </span>
      </p>
      {errors.map((error) => (
        <p class="field-error" id={`${id}-error`} key={error}>
          {error}
        </p>
      ))}
      <div class="inline-choice">
        {(['confirmed', 'ended', ''] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              id={one === 'confirmed' ? id : undefined}
              name={name}
              value={one}
              checked={one === value}
            />{' '}
            {one === 'confirmed' ? m.confirm : one === 'ended' ? m.close : m.later}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function postColumns(m: (typeof peopleMessages)['it'], language: 'it' | 'en'): Column<Row>[] {
  return [
    { key: 'holder', title: m.person, names: true, cell: (row) => row.holder },
    { key: 'role', title: m.role, cell: (row) => roleTitle(row.role, language) },
    { key: 'entity', title: m.entity, cell: (row) => row.entityName ?? m.whole },
    { key: 'since', title: m.since, cell: (row) => showDay(row.since, language) },
    { key: 'until', title: m.until, cell: (row) => row.until && showDay(row.until, language) },
  ];
}

const tones = { confirmed: 'good', ended: 'neutral', open: 'attention' } as const;

function RoundRows({ rows, mayDecide }: { rows: readonly Row[]; mayDecide: boolean }) {
  const { actor, language } = useFrame();
  const m = peopleMessages[language] as (typeof peopleMessages)['it'];
  const waitsFor = (row: Row) => {
    if (row.outcome !== null || !mayDecide || row.mayDecide) return null;
    return <span class="muted"> {row.own ? m.ownPost : actor.role === 'SYS' ? m.othersPostOrHead : m.othersPost}</span>;
  };
  return (
    <>
      {rows.length > rowsListed && <p>{m.reviewListed(rowsListed)}</p>}
      <DataTable
        caption={m.reviewAll}
        captionHidden
        columns={[
          ...postColumns(m, language),
          {
            key: 'outcome',
            title: m.outcome,
            cell: (row) => (
              <>
                <StatusChip tone={tones[row.outcome ?? 'open']}>{m[`outcomeIs.${row.outcome ?? 'open'}`]}</StatusChip>
                {waitsFor(row)}
              </>
            ),
          },
        ]}
        rows={rows.slice(0, rowsListed)}
        rowKey={({ post }) => post}
        empty={<p class="muted">{m.nothingHere}</p>}
        dense
      />
    </>
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

function PolicyForm({
  policy,
  form,
  address,
  open,
}: {
  policy: Shown['policy'];
  form: FormState;
  address: string;
  open: boolean;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  return (
    <details open={open}>
      <summary>{m.policyChange}</summary>
      <Form state={form} action={`${address}/regole`}>
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
