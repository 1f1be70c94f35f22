import { Fragment, type VNode } from 'preact';
import { defineMessages } from '../../messages.ts';
import type { PageRoute } from '../../page.ts';
import type { ServerParts } from '../../server/server-parts.ts';
import { EmptyState } from '../empty-state.tsx';
import { useFrame, useLanguage } from '../frame.ts';

const messages = defineMessages(
  {
    title: 'Oggi',
    nothing: 'Per oggi non c’è nulla da mostrare.',
    nothingAnonymous: 'Il resto si vede dopo l’accesso.',
    noPost: 'Chi è entrato non ha un incarico in questa associazione: vede la parte pubblica.',
  },
  {
    title: 'Today',
    nothing: 'There is nothing to show for today.',
    nothingAnonymous: 'The rest is seen after signing in.',
    noPost: 'You hold no post in this association: you see its public part.',
  },
);

/** The first page of an association: what every module has to say today to whoever looks. */
export function todayPage(parts: ServerParts): PageRoute {
  const panels = parts.modules.flatMap((module) => module.today ?? []).sort((a, b) => a.order - b.order);
  return {
    method: 'GET',
    path: '/:association',
    open: true,
    answer: async (request) => {
      const shown: VNode[] = [];
      for (const panel of panels) {
        if (!request.may(panel.needs)) continue;
        const body = await panel.panel(request);
        if (body) shown.push(body);
      }
      return {
        kind: 'page',
        title: messages[request.language].title,
        scope: 'association',
        body: <TodayPage panels={shown} />,
      };
    },
  };
}

export function TodayPage({ panels }: { panels: readonly VNode[] }) {
  const { association, actor } = useFrame();
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{association?.name ?? m.title}</h1>
      {actor.kind === 'person' && actor.role === null && <p class="muted">{m.noPost}</p>}
      {panels.length === 0 ? (
        <EmptyState title={m.nothing}>{actor.kind === 'anonymous' && <p>{m.nothingAnonymous}</p>}</EmptyState>
      ) : (
        <div class="panels panels-today">
          {panels.map((panel, index) => (
            <Fragment key={index}>{panel}</Fragment>
          ))}
        </div>
      )}
    </>
  );
}
