import { type Day, showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { type DefinitionItem, Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { showAgreement } from '../actions/show-agreement.ts';
import { messages } from '../messages.ts';
import { AgreementTabs, agreementCrumbs } from './agreement-tabs.tsx';
import { type AgreementShown, type ClauseSearch, type ClauseShown, findClauses, marked } from './find-clauses.ts';

/** The text of the agreement in force, with its index and what it says of itself. */
export const agreementPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione',
  open: true,
  answer: async (request) => {
    const asked = await request.attempt(showAgreement, {});
    const title = messages[request.language].agreement;
    const crumbs = agreementCrumbs(request.association!, request.language).slice(0, 1);
    if (!asked.ok) return unavailable(request, asked.refusals[0]?.code, title);
    return {
      kind: 'page',
      title,
      crumbs,
      scope: 'association',
      body: <AgreementPage agreement={asked.value} search={searchIn(request)} today={request.now.today} />,
    };
  },
};

/** Without an agreement in force there is a page that says so; whoever may not read it is told by the frame. */
async function unavailable(request: PageRequest, code: string | undefined, title: string): Promise<PageReply> {
  if (code !== 'agreement/no-document') await request.perform(showAgreement, {});
  return { kind: 'page', title, scope: 'association', body: <NoAgreement /> };
}

function NoAgreement() {
  const { association, language } = useFrame();
  const m = messages[language];
  return (
    <>
      <h1>{m.agreement}</h1>
      <AgreementTabs current="text" />
      <EmptyState title={m.noAgreement}>
        <p>
          <a href={`/${association?.id}/convenzione/testi`}>{m.noAgreementRemedy}</a>
        </p>
      </EmptyState>
    </>
  );
}

function searchIn(request: PageRequest): ClauseSearch {
  const one = (name: string) => (typeof request.query[name] === 'string' ? request.query[name] : '').slice(0, 200);
  return { words: one('cerca'), kind: one('decide'), onlyComputing: one('solo') === 'calcola', part: one('parte') };
}

export function AgreementPage({
  agreement,
  search,
  today,
}: {
  agreement: AgreementShown;
  search: ClauseSearch;
  today: Day;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `/${association?.id}/convenzione`;
  const parts = partsOf(agreement, agreement.clauses, language);
  const isSearch = search.words !== '' || search.kind !== '' || search.onlyComputing;
  const chosen = isSearch ? undefined : parts.find(({ id }) => id === search.part);
  const whole = !isSearch && search.part === wholeText;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{agreement.name[language]}</h1>
          {agreement.about && <p class="lead">{agreement.about[language]}</p>}
          <State agreement={agreement} today={today} />
        </div>
        <p class="page-actions">
          <a class="btn btn-outline-primary btn-xs" href={`${base}/testo.pdf`} hx-boost="false" download>
            <Icon name="download" size="small" /> {m.statePDF}
          </a>
          <a class="btn btn-outline-primary btn-xs" href={`${base}/testo.yaml`} hx-boost="false" download>
            <Icon name="download" size="small" /> {m.stateYAML}
          </a>
        </p>
      </div>
      <ExpiryNotice agreement={agreement} />
      <AgreementTabs current="text" />
      <SearchForm agreement={agreement} search={search} isSearch={isSearch} />
      <div class="agreement">
        <aside class="agreement-side">
          <nav aria-label={m.parts}>
            <h2>{m.parts}</h2>
            <ul>
              <li>
                <a href={base} aria-current={!isSearch && !chosen && !whole ? 'page' : undefined}>
                  {m.contents}
                </a>
              </li>
              {parts.map(({ id, title, clauses }) => (
                <li key={id}>
                  <a href={`${base}?parte=${id}`} aria-current={chosen?.id === id ? 'page' : undefined}>
                    {title}
                  </a>{' '}
                  <span class="muted">{clauses.length}</span>
                </li>
              ))}
              <li>
                <a href={`${base}?parte=${wholeText}`} aria-current={whole ? 'page' : undefined}>
                  {m.wholeText}
                </a>
              </li>
            </ul>
          </nav>
        </aside>
        <div class="agreement-text">
          {isSearch ? (
            <Found found={findClauses(agreement, search, language)} agreement={agreement} words={search.words} />
          ) : chosen ? (
            <PartText part={chosen} parts={parts} />
          ) : whole ? (
            parts.map((part) => <PartSection key={part.id} part={part} words="" />)
          ) : (
            <Contents parts={parts} />
          )}
          {!isSearch && !chosen && (
            <section aria-labelledby="carta">
              <div class="part-head">
                <h2 id="carta">{m.about}</h2>
              </div>
              <Identity agreement={agreement} />
            </section>
          )}
        </div>
      </div>
    </>
  );
}

/** The part of the address that asks for all parts at once. */
const wholeText = 'tutto';

/** Every clause by its title, part by part. */
function Contents({ parts }: { parts: readonly Part[] }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `/${association?.id}/convenzione`;
  return (
    <>
      {parts.map(({ id, title, clauses }) => (
        <section key={id} aria-labelledby={`parte-${id}`}>
          <div class="part-head">
            <h2 id={`parte-${id}`}>{title}</h2>
            <a href={`${base}?parte=${id}`}>
              {m.readPart}
              <span class="visually-hidden">: {title}</span>
            </a>
          </div>
          <ul class="contents">
            {clauses.map((clause) => (
              <li key={clause.id} id={clause.id}>
                <span class="muted">{clause.article}</span>
                <span>
                  <a href={`${base}/${clause.id}`}>{clause.title[language]}</a>
                  {clause.computes && <small>{clause.decides[language]}</small>}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function PartSection({ part, words }: { part: Part; words: string }) {
  const { association } = useFrame();
  const { id, title, clauses } = part;
  return (
    <section aria-labelledby={`parte-${id}`}>
      <div class="part-head">
        <h2 id={`parte-${id}`}>{title}</h2>
      </div>
      {clauses.map((clause) => (
        <Clause key={clause.id} clause={clause} base={`/${association?.id}/convenzione`} words={words} />
      ))}
    </section>
  );
}

/** One part in full, and the way to the parts beside it. */
function PartText({ part, parts }: { part: Part; parts: readonly Part[] }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const place = parts.indexOf(part);
  const [previous, next] = [parts[place - 1], parts[place + 1]];
  const to = ({ id }: Part) => `/${association?.id}/convenzione?parte=${id}`;
  return (
    <>
      <PartSection part={part} words="" />
      <nav class="pager" aria-label={m.otherParts}>
        {previous && (
          <a rel="prev" href={to(previous)}>
            ← {previous.title}
          </a>
        )}
        {next && (
          <a rel="next" href={to(next)}>
            {next.title} →
          </a>
        )}
      </nav>
    </>
  );
}

function Found({
  found,
  agreement,
  words,
}: {
  found: readonly ClauseShown[];
  agreement: AgreementShown;
  words: string;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  if (found.length === 0)
    return (
      <EmptyState title={m.noClause}>
        <p>
          {m.noClauseRemedy} <a href={`/${association?.id}/convenzione`}>{m.clearSearch}</a>
        </p>
      </EmptyState>
    );
  return (
    <>
      <p role="status" class="muted">
        {m.clauses(found.length)}
      </p>
      {partsOf(agreement, found, language).map((part) => (
        <PartSection key={part.id} part={part} words={words} />
      ))}
    </>
  );
}

type Part = { readonly id: string; readonly title: string; readonly clauses: readonly ClauseShown[] };

function partsOf(agreement: AgreementShown, found: readonly ClauseShown[], language: Language): Part[] {
  const of = Map.groupBy(found, ({ part }) => part ?? '');
  return [
    ...agreement.parts.map(({ id, title }) => ({ id, title: title[language], clauses: of.get(id) ?? [] })),
    { id: 'altre', title: messages[language].otherClauses, clauses: of.get('') ?? [] },
  ].filter(({ clauses }) => clauses.length > 0);
}

function Clause({ clause, base, words }: { clause: ClauseShown; base: string; words: string }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <article class="clause" id={clause.id}>
      <h3>
        <a href={`${base}/${clause.id}`}>
          <span class="clause-article">{clause.article}</span> {clause.title[language]}
        </a>
      </h3>
      <p>
        <Marked text={clause.summary[language]} words={words} />
      </p>
      {(clause.computes || clause.readings > 0) && (
        <p class="clause-marks">
          {clause.computes && (
            <span class="clause-computes">
              {m.computes} {clause.decides[language]}
            </span>
          )}
          {clause.readings > 0 && <span>{m.readingsCount(clause.readings)}</span>}
        </p>
      )}
    </article>
  );
}

function Marked({ text, words }: { text: string; words: string }) {
  return <>{marked(text, words).map((piece, place) => (place % 2 === 1 ? <mark key={place}>{piece}</mark> : piece))}</>;
}

function SearchForm({
  agreement,
  search,
  isSearch,
}: {
  agreement: AgreementShown;
  search: ClauseSearch;
  isSearch: boolean;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const kinds = new Map(
    agreement.clauses.filter(({ computes }) => computes).map(({ kind, decides }) => [kind, decides[language]]),
  );
  const sorted = [...kinds].sort(([, a], [, b]) => a.localeCompare(b, language));
  const base = `/${association?.id}/convenzione`;
  return (
    <form class="filters" method="get" action={base} role="search">
      <div class="filter">
        <label for="cerca">{m.search}</label>
        <input class="control" type="search" id="cerca" name="cerca" value={search.words} />
      </div>
      <div class="filter">
        <label for="decide">{m.decides}</label>
        <select class="control" id="decide" name="decide">
          <option value="">—</option>
          {sorted.map(([kind, name]) => (
            <option key={kind} value={kind} selected={kind === search.kind}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="choice filter-check">
        <input type="checkbox" id="solo" name="solo" value="calcola" checked={search.onlyComputing} />
        <label for="solo">{m.onlyComputing}</label>
      </div>
      <button type="submit" class="btn btn-outline-primary btn-xs">
        {m.searchButton}
      </button>
      {isSearch && <a href={base}>{m.clearSearch}</a>}
    </form>
  );
}

function Identity({ agreement }: { agreement: AgreementShown }) {
  const { language } = useFrame();
  const m = messages[language];
  const items: DefinitionItem[] = [
    { term: m.act, is: agreement.act },
    { term: m.type, is: agreement.type[language] },
    { term: m.aliases, is: agreement.aliases.join(', ') },
    { term: m.lead, is: agreement.lead },
    { term: m.office, is: agreement.office && officeText(agreement.office, language) },
    {
      term: m.acts,
      is: agreement.acts.length > 0 && <List items={agreement.acts.map(({ title }) => title[language])} />,
    },
    {
      term: m.sources,
      is: agreement.sources.length > 0 && (
        <List items={agreement.sources.map(({ title, relation }) => `${title[language]} (${m[relation]})`)} />
      ),
    },
    {
      term: m.missing,
      is: agreement.missing.length > 0 && (
        <>
          <p>{m.missingLead}</p>
          <List items={agreement.missing.map((each) => each[language])} />
        </>
      ),
    },
    { term: m.participants, is: agreement.participants.length > 0 && <Participants agreement={agreement} /> },
  ].filter(({ is }) => Boolean(is));
  return <Definitions items={items} />;
}

function officeText({ name, seat }: { name: string; seat: string | null }, language: Language): string {
  return seat ? messages[language].seat(name, seat) : name;
}

/** In force or not, which text, until when. */
function State({ agreement, today }: { agreement: AgreementShown; today: Day }) {
  const { language } = useFrame();
  const m = messages[language];
  const { state, number, since, ends } = agreement;
  const said = m[`state.${state}` as 'state.draft'] ?? state;
  const ended = ends !== null && ends < today;
  return (
    <p class="agreement-state">
      <StatusChip tone={state === 'in-force' && !ended ? 'good' : 'attention'}>{said}</StatusChip> {m.document(number)},{' '}
      {since ? m.since(showDay(since, language)) : m.sinceBeginning}
      {ends && (
        <>
          {' · '}
          {m.ends} {ended ? m.ended(showDay(ends, language)) : showDay(ends, language)}
        </>
      )}
    </p>
  );
}

/** 365, 180 and 90 days before the end, and after it: what is needed, and where it is done. */
function ExpiryNotice({ agreement }: { agreement: AgreementShown }) {
  const { language, association } = useFrame();
  const m = messages[language];
  const { ends, expiry } = agreement;
  if (ends === null || !expiry?.alert || expiry.renews) return null;
  const base = `/${association!.id}/convenzione`;
  return (
    <Notice tone={expiry.alert === 365 ? 'info' : 'warning'} title={m.expiryTitle(expiry.daysLeft)}>
      <p>
        {m.expiryText(showDay(ends, language), expiry.daysLeft)} <a href={`${base}/testi`}>{m.expiryWhat}</a>
        {expiry.daysLeft >= 0 && (
          <>
            {' · '}
            <a href={`${base}/adempimenti?anno=${ends.slice(0, 4)}`}>{m.expiryDuty}</a>
          </>
        )}
      </p>
    </Notice>
  );
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul class="plain-list">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function Participants({ agreement }: { agreement: AgreementShown }) {
  const { language } = useFrame();
  const m = messages[language];
  const shown = agreement.participants.map(({ name, relation, successor }) =>
    [name, relation === 'member' ? '' : ` (${m[relation]})`, successor ? ` — ${m.becomes(successor)}` : ''].join(''),
  );
  if (shown.length <= 12) return <List items={shown} />;
  return (
    <details>
      <summary>{m.members(shown.length)}</summary>
      <List items={shown} />
    </details>
  );
}
