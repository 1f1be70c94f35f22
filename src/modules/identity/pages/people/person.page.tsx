import type { z } from 'zod';
import { showDay } from '../../../../kernel/day.ts';
import type { PageRoute } from '../../../../platform/page.ts';
import type { Column } from '../../../../platform/pages/data-table.tsx';
import { DataTable } from '../../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../../platform/pages/definitions.tsx';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { addPerson } from '../../actions/add-person.ts';
import { changePost } from '../../actions/change-post.ts';
import type { PostView } from '../../actions/post-shapes.ts';
import { requestAccess } from '../../actions/requests/request-access.ts';
import { showAccount } from '../../actions/show-account.ts';
import { showPerson } from '../../actions/show-person.ts';
import { peopleMessages } from '../../people-messages.ts';
import { signInMessages } from '../../sign-in-messages.ts';
import { peopleAddress, peopleCrumbs, roleTitle } from './people-frame.tsx';
import { actText, PostState } from './post-words.tsx';

/** Somebody, with the posts held here. */
export const personPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/persone/:persona',
  needs: showPerson,
  answer: async (request) => {
    const person = await request.perform(showPerson, { person: request.params.persona! });
    return {
      kind: 'page',
      title: person.name,
      crumbs: peopleCrumbs(request, 'posts'),
      body: (
        <PersonPage
          person={person}
          base={peopleAddress(request, 'posts')}
          mayChange={request.may(changePost)}
          add={
            request.may(addPerson) && person.email
              ? `${peopleAddress(request, 'posts', 'nuova')}?persona=${person.person}`
              : null
          }
          account={request.may(showAccount)}
          ask={request.may(requestAccess) ? peopleAddress(request, 'requests', 'nuova') : null}
        />
      ),
    };
  },
};

export function PersonPage({
  person,
  base,
  mayChange,
  add,
  account,
  ask,
}: {
  person: z.output<typeof showPerson.output>;
  base: string;
  mayChange: boolean;
  add: string | null;
  account: boolean;
  ask: string | null;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const day = (on: PostView['until']) => on && <time dateTime={on}>{showDay(on, language)}</time>;
  const columns: Column<PostView>[] = [
    { key: 'role', title: m.role, names: true, cell: (post) => roleTitle(post.role, language) },
    { key: 'entity', title: m.entity, cell: (post) => post.entityName ?? <span class="muted">{m.whole}</span> },
    { key: 'since', title: m.since, cell: (post) => day(post.since) },
    { key: 'until', title: m.until, cell: (post) => day(post.until) },
    {
      key: 'act',
      title: m.act,
      cell: (post) => (
        <>
          {actText(post, language)}
          {post.endAct && (
            <>
              <br />
              <span class="muted">
                {m.endAct}: {post.endAct}
              </span>
            </>
          )}
        </>
      ),
    },
    {
      key: 'state',
      title: m.state,
      cell: (post) => (
        <>
          <PostState post={post} />
          {post.state === 'left' && post.outSince && (
            <>
              <br />
              <span class="muted">{m.entityOut(showDay(post.outSince, language))}</span>
            </>
          )}
        </>
      ),
    },
  ];
  if (mayChange)
    columns.push({
      key: 'do',
      title: m.whatToDo,
      cell: (post) => {
        const about = <span class="visually-hidden"> — {roleTitle(post.role, language)}</span>;
        const address = `${base}/incarichi/${post.post}`;
        return (
          <>
            <a href={`${address}/date`}>
              {m.changeDates}
              {about}
            </a>
            {post.state === 'coming' && (
              <>
                {' · '}
                <a href={`${address}/annulla`}>
                  {m.cancelPost}
                  {about}
                </a>
              </>
            )}
            {['in-force', 'suspended', 'left'].includes(post.state) && (
              <>
                {' · '}
                <a href={`${address}/fine`}>
                  {m.end}
                  {about}
                </a>
              </>
            )}
          </>
        );
      },
    });
  return (
    <>
      <div class="page-head">
        <h1>{person.name}</h1>
        <div class="page-actions">
          {add && (
            <a class="btn btn-primary" href={add}>
              {m.addPost}
            </a>
          )}
          {account && (
            <a class="btn btn-outline-primary" href={`${base}/${person.person}/accesso`}>
              {signInMessages[language].account}
            </a>
          )}
          {ask && (
            <>
              <a class="btn btn-outline-primary" href={`${ask}?tipo=mover&persona=${person.person}`}>
                {m.ask}: {m['kind.mover']}
              </a>
              <a class="btn btn-outline-primary" href={`${ask}?tipo=leaver&persona=${person.person}`}>
                {m.ask}: {m['kind.leaver']}
              </a>
            </>
          )}
        </div>
      </div>
      <Definitions items={[{ term: m.email, is: person.email ?? m.noEmail }]} />
      <h2>{m.posts}</h2>
      <DataTable caption={m.posts} captionHidden columns={columns} rows={person.posts} rowKey={({ post }) => post} />
    </>
  );
}
