import type { z } from 'zod';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { agreementCrumbs } from '../../agreement/pages/index.ts';
import { listDuties } from '../actions/list-duties.ts';
import { readProof } from '../actions/read-proof.ts';
import { recordEvent } from '../actions/record-event.ts';
import type { DutyView } from '../actions/shapes.ts';
import { messages } from '../messages.ts';
import { DutiesTabs, dutiesAddress, oneText } from './duties-frame.tsx';

type Listed = z.output<typeof listDuties.output>;
const states = ['open', 'overdue', 'done', 'late', 'gone'] as const;
type State = (typeof states)[number];

const whoseWords = ['associazione', 'enti', 'tutti'] as const;
type Whose = (typeof whoseWords)[number];

/** Who acts for an entity sees few duties, all at once; the others begin with the association's, without a row for every entity. */
function whoseOf(role: string | null, asked: string | undefined): Whose {
  const ofEntity = role !== null && ['REF', 'ACC', 'AUD', 'MAY'].includes(role);
  return whoseWords.find((one) => one === asked) ?? (ofEntity ? 'tutti' : 'associazione');
}

/** Where every duty of a year stands. */
export const dutiesPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/adempimenti',
  needs: listDuties,
  answer: async (request) => {
    const { query, language } = request;
    const state = states.find((one) => one === oneText(query.stato));
    const mine = oneText(query.miei) === 'si';
    const whose = whoseOf(request.actor.role, oneText(query.chi));
    const asked = {
      year: oneText(query.anno),
      cursor: oneText(query.cursor),
      state,
      ...(mine ? { mine } : {}),
      ...(whose === 'associazione' ? { of: 'association' } : whose === 'enti' ? { of: 'entities' } : {}),
      limit: 40,
    };
    const list = await request.perform(listDuties, asked as never);
    return {
      kind: 'page',
      title: messages[language].duties(list.year),
      crumbs: agreementCrumbs(request.association!, language),
      scope: 'association',
      body: (
        <DutiesPage list={list} state={state} mine={mine} whose={whose} mayRecordEvents={request.may(recordEvent)} />
      ),
    };
  },
};

/** The document that proves a duty. */
export const proofPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/adempimenti/prove/:documento',
  answer: async (request) => filePage(await request.perform(readProof, { document: request.params.documento! })),
};

export function DutiesPage({
  list,
  state,
  mine,
  whose,
  mayRecordEvents,
}: {
  list: Listed;
  state: State | undefined;
  mine: boolean;
  whose: Whose;
  mayRecordEvents: boolean;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const here = dutiesAddress({ association });
  const { year } = list;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.duties(year)}</h1>
          <p class="lead">{m.dutiesLead}</p>
        </div>
        {mayRecordEvents && (
          <p class="page-actions">
            <a class="btn btn-outline-primary btn-xs" href={`${here}/evento?anno=${year}`}>
              {m.eventTitle}
            </a>
          </p>
        )}
      </div>
      <DutiesTabs current="duties" year={year} />
      <nav class="pager" aria-label={m.year}>
        <a rel="prev" href={`${here}?anno=${year - 1}`}>
          {m.previousYear(year - 1)}
        </a>
        <a rel="next" href={`${here}?anno=${year + 1}`}>
          {m.nextYear(year + 1)}
        </a>
      </nav>
      <ListPage
        caption={m.duties(year)}
        filters={[
          {
            kind: 'choice',
            name: 'stato',
            label: m.state,
            choices: states.map((one) => ({ value: one, label: `${m[one]} (${list.states[one] ?? 0})` })),
            value: state,
          },
          {
            kind: 'choice',
            name: 'chi',
            label: m.bearer,
            choices: [
              { value: 'associazione', label: m.theAssociation },
              { value: 'enti', label: m.theEntities },
              { value: 'tutti', label: m.everybody },
            ],
            value: whose,
          },
          {
            kind: 'choice',
            name: 'miei',
            label: m.mine,
            choices: [{ value: 'si', label: m.yes }],
            value: mine ? 'si' : undefined,
          },
        ]}
        rows={list.items}
        rowKey={(row) => `${row.id} ${row.bearer?.code ?? ''}`}
        count={list.count}
        next={list.next ?? undefined}
        empty={<EmptyState title={m.noDuties} />}
        columns={[
          { key: 'due', title: m.due, cell: (row) => <DayText day={row.due} /> },
          {
            key: 'what',
            title: m.what,
            names: true,
            cell: (row) => (
              <>
                {row.title[language]} <a href={`/${association?.id}/convenzione/${row.clause}`}>{row.article}</a>
                <br />
                <span class="muted">
                  {row.who[language]} · {row.hard ? m.hard : m.soft}
                </span>
              </>
            ),
          },
          { key: 'bearer', title: m.bearer, cell: (row) => row.bearer?.name ?? m.theAssociation },
          { key: 'state', title: m.state, cell: (row) => <DutyStateChip duty={row} /> },
          { key: 'proof', title: m.proof, cell: (row) => <Proof duty={row} /> },
          {
            key: 'reminders',
            title: m.reminders,
            cell: ({ reminders }) =>
              reminders.map(({ daysBefore, on, recipients }) => (
                <div key={daysBefore}>
                  <DayText day={on} />: {m.reminder(daysBefore, recipients)}
                </div>
              )),
          },
        ]}
      />
    </>
  );
}

const tones = { open: 'neutral', overdue: 'bad', done: 'good', late: 'attention', gone: 'neutral' } as const;

export function DutyStateChip({ duty }: { duty: DutyView }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <>
      <StatusChip tone={tones[duty.state]}>{m[duty.state]}</StatusChip>
      {duty.state === 'overdue' && <span class="muted"> {m.daysAgo(-duty.daysLeft)}</span>}
      {duty.lacking.length > 0 && (
        <span class="muted"> {m.lacking(duty.lacking.map((item) => item[language]).join(', '))}</span>
      )}
    </>
  );
}

function Proof({ duty }: { duty: DutyView }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const { done } = duty;
  const here = dutiesAddress({ association });
  if (!done) {
    if (!duty.mayRecord || duty.state === 'gone') return null;
    const asked = new URLSearchParams({ anno: String(duty.year), adempimento: duty.id });
    if (duty.bearer) asked.set('ente', duty.bearer.code);
    return (
      <a href={`${here}/registra?${asked}`}>
        {m.record}
        <span class="visually-hidden">
          {' '}
          {duty.title[language]} {duty.bearer?.name}
        </span>
      </a>
    );
  }
  return (
    <>
      <DayText day={done.on} />: {typeof done.what === 'string' ? done.what : done.what[language]}
      {done.link && (
        <>
          {' '}
          <a href={`/${association?.id}/${done.link}`}>
            {m.openThing}
            <span class="visually-hidden"> {duty.title[language]}</span>
          </a>
        </>
      )}
      {done.document && (
        <>
          {' '}
          <a href={`${here}/prove/${done.document.id}`} hx-boost="false" download>
            {done.document.name}
          </a>
        </>
      )}
      <br />
      <span class="muted">
        {[done.how === 'register' && m.fromRegisters, done.by && m.by(done.by)].filter(Boolean).join(' · ')}
      </span>
      {done.note && <p class="muted">{done.note}</p>}
      {done.fulfilment && duty.mayRecord && (
        <p>
          <a href={`${here}/${done.fulfilment}/annulla`}>
            {m.undo}
            <span class="visually-hidden"> {duty.title[language]}</span>
          </a>
        </p>
      )}
    </>
  );
}
