import type { z } from 'zod';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { createMeeting } from '../actions/create-meeting.ts';
import { listMeetings } from '../actions/list-meetings.ts';
import { messages } from '../messages.ts';
import { meetingStateTitles } from '../vocabulary.ts';
import { crumbsTo, isOutside, MeetingChip, MeetingsFrame, timeText } from './meetings-frame.tsx';

type Listed = z.output<typeof listMeetings.output>;

export const meetingsPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute',
  open: true,
  answer: async (request) => {
    const { query } = request;
    const asked = {
      body: oneText(query.organo),
      state: oneText(query.stato),
      from: oneText(query.dal),
      to: oneText(query.al),
      cursor: oneText(query.cursor),
    };
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const list = await request.perform(listMeetings, given as z.input<typeof listMeetings.input>);
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.meetings,
      crumbs: crumbsTo(request, 'meetings').slice(0, 1),
      scope: 'association',
      body: (
        <MeetingsPage
          list={list}
          query={query}
          mayPrepare={request.may(createMeeting)}
          outside={isOutside(request.actor)}
        />
      ),
    };
  },
};

export function MeetingsPage({
  list,
  query,
  mayPrepare,
  outside,
}: {
  list: Listed;
  query: PageRequest['query'];
  mayPrepare: boolean;
  /** The reader has only what is published. */
  outside: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const base = `/${association!.id}/organi/sedute`;
  const filtered = ['organo', 'stato', 'dal', 'al'].some((name) => oneText(query[name]));
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.meetings}</h1>
          <p class="muted">{outside ? m.introOutside : m.intro}</p>
        </div>
        {mayPrepare && (
          <div class="page-actions">
            <a class="btn btn-primary" href={`${base}/nuova`}>
              <Icon name="plus" size="small" /> {m.newMeeting}
            </a>
          </div>
        )}
      </div>
      <MeetingsFrame view="meetings" empty={list.count === 0 && !filtered}>
        <ListPage
          caption={m.meetings}
          filters={[
            {
              kind: 'choice',
              name: 'organo',
              label: m.body,
              choices: list.bodies.map(({ id, name }) => ({ value: id, label: name[language] })),
            },
            ...(outside
              ? []
              : [
                  {
                    kind: 'choice' as const,
                    name: 'stato',
                    label: m.state,
                    choices: Object.entries(meetingStateTitles).map(([state, title]) => ({
                      value: state,
                      label: title[language],
                    })),
                  },
                ]),
            { kind: 'day', name: 'dal', label: m.from },
            { kind: 'day', name: 'al', label: m.to },
          ]}
          columns={[
            {
              key: 'when',
              title: m.when,
              names: true,
              cell: (row) => (
                <a href={`${base}/${row.number}`}>
                  {row.firstCall ? timeText(row.firstCall, language) : m.meeting(row.number)}
                </a>
              ),
            },
            { key: 'body', title: m.body, cell: (row) => row.bodyName[language] },
            { key: 'title', title: m.title, cell: (row) => row.title },
            { key: 'kind', title: m.kind, cell: (row) => m[row.kind] },
            { key: 'place', title: m.place, cell: (row) => row.place },
            { key: 'state', title: m.state, cell: (row) => <MeetingChip state={row.state} /> },
          ]}
          rows={list.items}
          rowKey={(row) => String(row.number)}
          count={list.count}
          {...(list.next ? { next: list.next } : {})}
          empty={
            <EmptyState title={m.noMeetings}>
              {!filtered && <p>{mayPrepare ? m.noMeetingsHelp : outside ? m.noMeetingsOutside : m.noMeetingsReader}</p>}
            </EmptyState>
          }
        />
      </MeetingsFrame>
    </>
  );
}
