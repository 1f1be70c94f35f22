import type { Day } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { PagePart, PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { ChoiceField, DayField, SelectField, TextAreaField } from '../../../platform/pages/field.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { askForNotice, listChangeNotices, tellChange } from '../actions/change-notices.ts';
import { listChoices } from '../actions/staff.ts';
import { messages } from '../messages.ts';
import { aboutNames, noticeKinds, noticerNames, noticers } from '../vocabulary.ts';
import { basePath, formRoutes, PageHead, scopeOf, staffingCrumbs, staffingHref, viewTabs } from './staffing-frame.tsx';

/** What entities told of changes and problems, and how promptly. */
export const changeNoticesPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/variazioni`,
  needs: listChangeNotices,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const asked = askedIn<Record<string, string>>(request.query, {
      about: 'riguarda',
      entity: 'ente',
      request: 'richiesta',
      cursor: 'cursor',
    });
    const list = await request.perform(listChangeNotices, { ...asked, limit: 50 } as never);
    return {
      kind: 'page',
      title: m.noticesTitle,
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead
            title={m.noticesTitle}
            lead={
              <>
                {m.noticesLead} {list.middle !== null && m.middle(list.middle)}{' '}
                {list.source && <SourceLink source={list.source} />}
              </>
            }
            acts={
              request.may(tellChange)
                ? [{ title: m.tell, href: staffingHref(request, '/variazioni/nuova'), main: true }]
                : []
            }
          />
          {viewTabs(request, 'notices')}
          <ListPage
            caption={m.noticesTitle}
            filters={[
              {
                kind: 'choice',
                name: 'riguarda',
                label: m.about,
                choices: noticeKinds.map((value) => ({ value, label: aboutNames[value][language] })),
              },
              {
                kind: 'choice',
                name: 'ente',
                label: m.entity,
                choices: list.entities.map(({ code, name }) => ({ value: code, label: name })),
              },
            ]}
            rows={list.items}
            rowKey={({ id }) => id}
            count={list.count}
            next={list.next ?? undefined}
            empty={<EmptyState title={m.noNotices} />}
            columns={[
              { key: 'told', title: m.told, cell: ({ told }) => <DayText day={told as Day} /> },
              { key: 'entity', title: m.entity, cell: ({ entity }) => entity.name },
              { key: 'about', title: m.about, cell: ({ about }) => aboutNames[about][language] },
              { key: 'what', title: m.what, names: true, cell: ({ what }) => what },
              { key: 'by', title: m.noticedBy, cell: ({ noticedBy }) => noticerNames[noticedBy][language] },
              { key: 'happened', title: m.happened, cell: ({ happened }) => <DayText day={happened as Day} /> },
              { key: 'days', title: m.promptness, numeric: true, cell: ({ days }) => days },
              ...(request.may(askForNotice) && list.source
                ? [
                    {
                      key: 'request',
                      title: m.noticeRequest,
                      cell: ({ id, request: made }: (typeof list.items)[number]) => (
                        <NoticeRequest id={id} made={made} />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </>
      ),
    };
  },
};

/** The request made of a notice, or the button that makes it. */
function NoticeRequest({ id, made }: { id: string; made: string | null }) {
  const { association, csrf } = useFrame();
  const m = messages[useLanguage()];
  if (made !== null) return <a href={requestHref(association!.id, made)}>{made}</a>;
  return (
    <form method="post" action={staffingHref({ association }, `/variazioni/${id}/richiesta`)}>
      <input type="hidden" name="_csrf" value={csrf} />
      <button type="submit" class="btn btn-outline-primary btn-xs">
        {m.makeRequest}
      </button>
    </form>
  );
}

const requestHref = (association: string, number: string) =>
  `/${association}/assistenza/richieste/${number.replace('/', '-')}`;

/** One press: the request is there, with the words of who told it. */
export const askForNoticeRoute: PageRoute = {
  method: 'POST',
  path: `${basePath}/variazioni/:comunicazione/richiesta`,
  needs: askForNotice,
  answer: async (request) => {
    const { request: number } = await request.perform(askForNotice, { notice: request.params.comunicazione! });
    return {
      kind: 'redirect',
      to: requestHref(request.association!.id, number),
      notice: text(messages.it.requestMade(number), messages.en.requestMade(number)),
    };
  },
};

/** Beside a request that was made of a notice: where it comes from. */
export const noticePart: PagePart = {
  page: 'request',
  order: 30,
  part: async (request: PageRequest) => {
    const asked = request.params.richiesta;
    if (!request.may(askForNotice) || !request.may(listChangeNotices) || asked === undefined) return null;
    const { items } = await request.perform(listChangeNotices, { request: asked, limit: 1 });
    const m = messages[request.language];
    return items.length === 0 ? null : (
      <p>
        {m.madeOf} <a href={staffingHref(request, `/variazioni?richiesta=${asked}`)}>{m.noticeOf(items[0]!.by)}</a>
      </p>
    );
  },
};

export const tellChangeRoutes = formRoutes({
  path: '/variazioni/nuova',
  needs: tellChange,
  page: async (request) => {
    const { language, actor } = request;
    const m = messages[language];
    const { entities } = await request.perform(listChoices, {});
    return {
      title: m.tellTitle,
      back: '/variazioni',
      crumbs: [{ title: m.notices, href: staffingHref(request, '/variazioni') }],
      values: { noticedBy: 'office', happened: request.now.today, ...(actor.entity ? { entity: actor.entity } : {}) },
      fields: (
        <>
          {entities.length > 1 && (
            <SelectField
              name="entity"
              label={m.entity}
              choices={entities.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
          <ChoiceField
            name="about"
            label={m.about}
            choices={noticeKinds.map((value) => ({ value, label: aboutNames[value][language] }))}
          />
          <DayField name="happened" label={m.happened} />
          <TextAreaField name="what" label={m.what} rows={4} />
          <ChoiceField
            name="noticedBy"
            label={m.noticedBy}
            choices={noticers.map((value) => ({ value, label: noticerNames[value][language] }))}
          />
        </>
      ),
    };
  },
});
