import { defineMessages } from '../../messages.ts';
import type { Finding, PageRoute, SearchSource } from '../../page.ts';
import type { ServerParts } from '../../server/server-parts.ts';
import { EmptyState } from '../empty-state.tsx';
import { useFrame, useLanguage } from '../frame.ts';
import { Icon } from '../icon.tsx';

const messages = defineMessages(
  {
    title: 'Cerca',
    found: (words: string) => `Risultati per «${words}»`,
    label: 'Che cosa si cerca',
    send: 'Cerca',
    hint: 'Enti, clausole, persone, sedute e tutto ciò che da questo incarico si può vedere.',
    tooShort: 'Servono almeno due lettere o cifre.',
    nothing: (words: string) => `Nulla che si possa vedere da questo incarico contiene «${words}».`,
    nothingHint: 'Conviene provare con una parola sola, o con una parte del nome.',
    more: (most: number) => `I primi ${most}: con un’altra parola la ricerca si restringe.`,
  },
  {
    title: 'Search',
    found: (words: string) => `Results for “${words}”`,
    label: 'What to look for',
    send: 'Search',
    hint: 'Entities, clauses, people, meetings and whatever can be seen from this post.',
    tooShort: 'At least two letters or digits are needed.',
    nothing: (words: string) => `Nothing that can be seen from this post contains “${words}”.`,
    nothingHint: 'Try a single word, or part of a name.',
    more: (most: number) => `The first ${most}: one more word narrows the search.`,
  },
);

/** Findings shown of one kind. */
const most = 10;
const longestWords = 100;

type Found = { readonly source: SearchSource; readonly findings: readonly Finding[] };

/** One search over everything that the modules let be found, of what the person may see. */
export function searchPage(parts: ServerParts): PageRoute {
  const sources = parts.modules.flatMap((module) => module.search ?? []);
  return {
    method: 'GET',
    path: '/:association/cerca',
    open: true,
    example: { '?': 'q=riparto' },
    answer: async (request) => {
      const { q } = request.query;
      const words = (typeof q === 'string' ? q : '')
        .normalize('NFC')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, longestWords);
      const found: Found[] = [];
      if (words.length >= 2) {
        for (const source of sources) {
          if (!request.may(source.needs)) continue;
          const findings = await source.find(request, words, most + 1);
          if (findings.length > 0) found.push({ source, findings });
        }
      }
      const m = messages[request.language];
      return {
        kind: 'page',
        title: words ? m.found(words) : m.title,
        crumbs: [{ title: request.association!.shortName, href: `/${request.association!.id}` }],
        body: <SearchPage words={words} found={found} />,
      };
    },
  };
}

export function SearchPage({ words, found }: { words: string; found: readonly Found[] }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <h1>{words ? m.found(words) : m.title}</h1>
      <search>
        <form class="search-form" method="get" action={`/${association?.id}/cerca`}>
          <label for="cerca-qui">{m.label}</label>
          <p class="form-text" id="cerca-aiuto">
            {m.hint}
          </p>
          <div class="search-row">
            <input
              id="cerca-qui"
              class="form-control"
              type="search"
              name="q"
              value={words}
              maxLength={longestWords}
              aria-describedby="cerca-aiuto"
              autocomplete="off"
            />
            <button type="submit" class="btn btn-primary">
              <Icon name="search" /> {m.send}
            </button>
          </div>
        </form>
      </search>
      {words.length === 1 && <p>{m.tooShort}</p>}
      {words.length > 1 && found.length === 0 && (
        <EmptyState title={m.nothing(words)}>
          <p>{m.nothingHint}</p>
        </EmptyState>
      )}
      {found.map(({ source, findings }) => (
        <section key={source.title.it} aria-labelledby={`trovati-${idOf(source)}`}>
          <h2 id={`trovati-${idOf(source)}`}>{source.title[language]}</h2>
          <ul class="findings">
            {findings.slice(0, most).map((finding) => (
              <li key={finding.href}>
                <a href={finding.href}>{finding.title}</a>
                {finding.detail && <span class="muted"> {finding.detail}</span>}
              </li>
            ))}
          </ul>
          {findings.length > most && <p class="muted">{m.more(most)}</p>}
        </section>
      ))}
    </>
  );
}

function idOf(source: SearchSource): string {
  return source.title.en.toLowerCase().replace(/[^a-z]+/g, '-');
}
