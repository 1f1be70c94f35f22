import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { recordFulfilment } from '../actions/record-fulfilment.ts';
import { showChain } from '../actions/show-chain.ts';
import { messages } from '../messages.ts';
import { DutiesTabs, dutiesAddress, dutiesCrumbs, oneText } from './duties-frame.tsx';

type Shown = z.output<typeof showChain.output>;
type Link = NonNullable<Shown['chain']>['links'][number];
type Words = (typeof messages)['it'];

/** The steps from the proposal of the plan to its sending, counted backwards. */
export const chainPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/adempimenti/catena',
  needs: showChain,
  answer: async (request) => {
    const shown = await request.perform(showChain, { year: oneText(request.query.anno) } as never);
    return {
      kind: 'page',
      title: messages[request.language].chainTitle(shown.year),
      crumbs: dutiesCrumbs(request),
      scope: 'association',
      body: <ChainPage shown={shown} mayRecord={request.may(recordFulfilment)} />,
    };
  },
};

const linkName = (m: Words, link: Link['link']) =>
  ({
    proposal: m.linkProposal,
    notice: m.linkNotice,
    'first-call': m.linkFirst,
    'second-call': m.linkSecond,
    transmission: m.linkTransmission,
  })[link];

export function ChainPage({ shown, mayRecord }: { shown: Shown; mayRecord: boolean }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const { year, chain } = shown;
  const next = chain?.links.find(({ link }) => link === chain.next);
  return (
    <>
      <h1>{m.chainTitle(year)}</h1>
      <p class="lead">{m.chainLead}</p>
      <DutiesTabs current="chain" year={year} />
      <nav class="pager" aria-label={m.year}>
        {[year - 1, year + 1].map((other) => (
          <a
            key={other}
            rel={other < year ? 'prev' : 'next'}
            href={dutiesAddress({ association }, `/catena?anno=${other}`)}
          >
            {other < year ? m.previousYear(other) : m.nextYear(other)}
          </a>
        ))}
      </nav>
      {!chain && <EmptyState title={m.noChain} />}
      {chain && (
        <>
          {next ? (
            <Notice tone={next.state === 'missed' || next.blockedBy ? 'warning' : 'info'} title={m.chainNext}>
              <p>
                {linkName(m, next.link)}, <DayText day={next.by} />. {why(m, next)}{' '}
                {mayRecord && <NextAction link={next} year={year} />}
              </p>
            </Notice>
          ) : (
            <Notice tone="success" title={m.chainDone} />
          )}
          <DataTable
            caption={m.chainTitle(year)}
            rows={chain.links}
            rowKey={({ link }) => link}
            columns={[
              {
                key: 'step',
                title: m.step,
                names: true,
                cell: (row) => linkName(m, row.link),
              },
              { key: 'by', title: m.chainBy, cell: (row) => <DayText day={row.by} /> },
              { key: 'done', title: m.chainWhen, cell: (row) => row.done && <DayText day={row.done} /> },
              {
                key: 'state',
                title: m.state,
                cell: (row) => (
                  <>
                    <StatusChip tone={tones[row.state]}>{stateName(m, row.state)}</StatusChip>{' '}
                    <span class="muted">{why(m, row)}</span>
                  </>
                ),
              },
            ]}
          />
          <p>
            {m.clause}: <a href={`/${association?.id}/convenzione/${chain.clause}`}>{chain.article}</a>
            {chain.meeting && (
              <>
                {' '}
                ·{' '}
                <a href={`/${association?.id}/organi/sedute/${chain.meeting.number}`}>
                  {m.chainMeeting(chain.meeting.number)}
                </a>
                {chain.meeting.title && `, ${chain.meeting.title}`}, <DayText day={chain.meeting.on} />
              </>
            )}
          </p>
        </>
      )}
    </>
  );
}

const tones = { done: 'good', late: 'attention', open: 'neutral', missed: 'bad', spared: 'neutral' } as const;

function stateName(m: Words, state: Link['state']): string {
  return { done: m.stateDone, late: m.stateLate, open: m.stateOpen, missed: m.stateMissed, spared: m.stateSpared }[
    state
  ];
}

function why(m: Words, { state, blockedBy }: Link): string {
  if (blockedBy) return m.blocked(linkName(m, blockedBy));
  return state === 'missed' ? m.missed : '';
}

function NextAction({ link, year }: { link: Link; year: number }) {
  const { association, language } = useFrame();
  const m = messages[language];
  if (link.obligation) {
    const asked = new URLSearchParams({ anno: String(year), adempimento: link.obligation });
    return <a href={dutiesAddress({ association }, `/registra?${asked}`)}>{m.record}</a>;
  }
  return <a href={`/${association?.id}/organi/sedute`}>{m.convene}</a>;
}
