import type { z } from 'zod';
import { type Day, showDay } from '../../../kernel/day.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { listEndings } from '../actions/list-endings.ts';
import { messages } from '../messages.ts';
import { endingTitles } from '../vocabulary.ts';
import { BodiesFrame, bodiesAddress, crumbsTo } from './bodies-frame.tsx';

type Listed = z.output<typeof listEndings.output>;

const usual = 90;
const choices = [30, 180, 365];

export const endingsPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/scadenze',
  needs: listEndings,
  answer: async (request) => {
    const asked = Number(oneText(request.query.giorni));
    const days = choices.includes(asked) ? asked : usual;
    const list = await request.perform(listEndings, { days });
    return {
      kind: 'page',
      title: messages[request.language].endings,
      crumbs: crumbsTo(request),
      scope: 'association',
      body: <EndingsPage list={list} days={days} />,
    };
  },
};

export function EndingsPage({ list, days }: { list: Listed; days: number }) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  return (
    <>
      <h1>{m.endings}</h1>
      <p class="muted">{m.endingsIntro(days)}</p>
      <BodiesFrame view="endings">
        <ListPage
          caption={m.endings}
          filters={[
            {
              kind: 'choice',
              name: 'giorni',
              label: m.within,
              choices: choices.map((one) => ({ value: String(one), label: String(one) })),
              ...(days === usual ? {} : { value: String(days) }),
              unchosen: String(usual),
            },
          ]}
          rows={list.items}
          rowKey={(row) => `${row.kind}-${row.id}`}
          count={list.items.length}
          empty={<EmptyState title={m.noEndings} />}
          columns={[
            {
              key: 'what',
              title: m.what,
              names: true,
              cell: (row) => (
                <>
                  <a
                    href={
                      row.body ? bodiesAddress({ association }, row.body) : bodiesAddress({ association }, 'nomine')
                    }
                  >
                    {row.what[language]}
                  </a>{' '}
                  <StatusChip>{endingTitles[row.kind][language]}</StatusChip>
                </>
              ),
            },
            { key: 'person', title: m.person, cell: (row) => row.holder.name },
            { key: 'entity', title: m.entity, cell: (row) => row.entity?.name ?? '' },
            {
              key: 'due',
              title: m.due,
              cell: (row) => <time dateTime={row.due}>{showDay(row.due as Day, language)}</time>,
            },
            { key: 'left', title: m.daysLeft, numeric: true, cell: (row) => row.daysLeft },
          ]}
        />
      </BodiesFrame>
    </>
  );
}
