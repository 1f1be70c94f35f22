import { listAssociations } from '../../associations.ts';
import { defineMessages } from '../../messages.ts';
import type { AssociationHead, Module, PageRoute } from '../../page.ts';
import type { ServerParts } from '../../server/server-parts.ts';
import { EmptyState } from '../empty-state.tsx';
import { useFrame } from '../frame.ts';

const messages = defineMessages(
  {
    title: 'Le associazioni',
    heading: 'Convenzioni fra comuni, rese operative',
    lead: 'Quote, voti, scadenze e rifiuti che si spiegano da soli: ogni numero dice da quale articolo viene.',
    choose: 'Le associazioni',
    none: 'Non c’è ancora nessuna associazione.',
    noneAnonymous: 'Chi amministra questa installazione può aggiungere la prima dopo l’accesso.',
    add: 'Aggiungi un’associazione',
    first: 'Aggiungi la prima associazione',
    administration: 'Questa installazione',
  },
  {
    title: 'Associations',
    heading: 'Agreements between municipalities, put to work',
    lead: 'Shares, votes, deadlines and refusals that explain themselves: every number names the article it comes from.',
    choose: 'The associations',
    none: 'There is no association yet.',
    noneAnonymous: 'Whoever administers this installation can add the first one after signing in.',
    add: 'Add an association',
    first: 'Add the first association',
    administration: 'This installation',
  },
);

/** Where a module offers to add an association, from choosing an agreement to the first split. */
export const addAssociationPath = '/nuova-associazione';

/** Which association: the first page of the installation. */
export function homePage(parts: ServerParts): PageRoute {
  const canAdd = parts.modules.some((module) => module.pages.some((page) => page.path === addAssociationPath));
  return {
    method: 'GET',
    path: '/',
    open: true,
    answer: async (request) => {
      const { items } = await request.perform(listAssociations, {});
      const administers = request.actor.kind === 'person' && request.actor.role === 'SYS';
      return {
        kind: 'page',
        title: messages[request.language].title,
        body: (
          <HomePage
            associations={items}
            canAdd={canAdd && administers}
            administration={parts.modules
              .flatMap((module) => module.installationPages ?? [])
              .filter((page) => request.actor.kind === 'person' && request.may(page.needs))}
          />
        ),
      };
    },
  };
}

export function HomePage({
  associations,
  canAdd,
  administration,
}: {
  associations: readonly AssociationHead[];
  canAdd: boolean;
  administration: NonNullable<Module['installationPages']>;
}) {
  const { actor, language } = useFrame();
  const m = messages[language];
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.heading}</h1>
          <p class="lead">{m.lead}</p>
        </div>
        {canAdd && associations.length > 0 && (
          <p class="page-actions">
            <a class="btn btn-outline-primary" href={addAssociationPath}>
              {m.add}
            </a>
          </p>
        )}
      </div>
      {associations.length === 0 ? (
        <EmptyState title={m.none}>
          {canAdd ? (
            <p>
              <a class="btn btn-primary" href={addAssociationPath}>
                {m.first}
              </a>
            </p>
          ) : (
            actor.kind === 'anonymous' && <p>{m.noneAnonymous}</p>
          )}
        </EmptyState>
      ) : (
        <>
          <h2>{m.choose}</h2>
          <ul class="panels">
            {associations.map((association) => (
              <li class="panel panel-link" key={association.id}>
                <h3>
                  <a href={`/${association.id}`}>{association.shortName}</a>
                </h3>
                <p class="muted">{association.name}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      {administration.length > 0 && (
        <>
          <h2>{m.administration}</h2>
          <ul>
            {administration.map(({ title, path }) => (
              <li key={path}>
                <a href={path}>{title[language]}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
