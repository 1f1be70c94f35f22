import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { showClause } from '../../agreement/index.ts';
import { AgreementTabs, agreementCrumbs, shownReading, termGroups, ValueChanges } from '../../agreement/pages/index.ts';
import { clauseToday } from '../actions/clause-today.ts';
import { explainAnswer } from '../actions/explain-answer.ts';
import { messages } from '../messages.ts';
import { AnswerView, type TodayShown } from './answer-view.tsx';
import { EffectLines } from './effects-view.tsx';

type ClauseShown = z.output<(typeof showClause)['output']>;

/** A clause: what it says, what it gives today, its readings, versions and examples. */
export const clausePage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/:clause',
  open: true,
  example: { clause: 'general-split' },
  answer: async (request) => {
    const clause = await request.perform(showClause, { clause: request.params.clause! });
    const today = await request.perform(clauseToday, { clause: clause.id });
    const { language } = request;
    return {
      kind: 'page',
      title: `${clause.article} ${clause.title[language]}`,
      crumbs: agreementCrumbs(request.association!, language),
      scope: 'association',
      body: <ClausePage clause={clause} today={today} />,
    };
  },
};

/** Why one of today's results is what it is. */
export const explanationFragment: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/:clause/spiegazione',
  open: true,
  example: { clause: 'half-of-entities', '?': 'domanda=poll-entities-poll' },
  answer: async (request) => {
    const { domanda, punto } = request.query;
    const { title, trace } = await request.perform(explainAnswer, {
      clause: request.params.clause!,
      probe: typeof domanda === 'string' ? domanda : '',
      ...(typeof punto === 'string' ? { path: punto } : {}),
    });
    const { language } = request;
    return {
      kind: 'fragment',
      title: `${messages[language].explanation}: ${title[language]}`,
      crumbs: agreementCrumbs(request.association!, language),
      body: <TraceView trace={trace} open={2} />,
    };
  },
};

export function ClausePage({ clause, today }: { clause: ClauseShown; today: TodayShown }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <>
      <AgreementTabs current={null} />
      <p class="clause-eyebrow">
        <strong>{clause.article}</strong>{' '}
        <StatusChip tone={clause.computes ? 'good' : 'neutral'}>
          {clause.computes ? clause.decides[language] : m.statement}
        </StatusChip>
      </p>
      <h1>{clause.title[language]}</h1>
      <div class="clause-page">
        <div class="clause-says">
          <p class="clause-summary">{clause.summary[language]}</p>
          {clause.drives && (
            <p class="clause-drives">
              <strong>{m.drives}:</strong> {clause.drives[language]}
            </p>
          )}
        </div>
        <aside class="clause-today" aria-labelledby="oggi">
          <h2 id="oggi">{m.today}</h2>
          <Today clause={clause} today={today} />
        </aside>
        <div class="clause-more">
          <Values clause={clause} />
          <Readings clause={clause} today={today} />
          <Timeline clause={clause} />
          <Notes clause={clause} />
          <Examples clause={clause} today={today} />
          <Cited clause={clause} today={today} />
        </div>
      </div>
      <Neighbours clause={clause} />
    </>
  );
}

function Today({ clause, today }: { clause: ClauseShown; today: TodayShown }) {
  const { language, actor } = useFrame();
  const m = messages[language];
  if (today.answers.length === 0)
    return (
      <>
        <p>{clause.computes ? m.noAnswer : m.noAnswerStatement}</p>
        {clause.computes && clause.examples.length > 0 && <p>{m.noAnswerExamples}</p>}
        {clause.computes && actor.role === null && <p class="muted">{m.hidden}</p>}
      </>
    );
  const shares = today.answers.some(({ probe }) => probe === 'shares');
  return (
    <>
      <p class="muted">
        {m.todayOn(showDay(today.on, language))}
        {shares && today.basis && `, ${m.basis(today.basis.year, today.basis.adopted)}`}
      </p>
      {today.answers.map((answer) => (
        <AnswerView key={answer.probe} answer={answer} clause={clause.id} names={today.names} />
      ))}
    </>
  );
}

function Values({ clause }: { clause: ClauseShown }) {
  const { language } = useFrame();
  const m = messages[language];
  const version = clause.versions.find(({ inForce }) => inForce) ?? clause.versions.at(-1);
  const groups = termGroups(version?.values ?? [], language);
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="valori">
      <h2 id="valori">{m.values}</h2>
      {groups.map(({ title, items }, place) => (
        <div class="value-group" key={place}>
          {title && <h3>{title}</h3>}
          <dl class="definitions definitions-tight">
            {items.map(({ path, label, value, reading }) => (
              <div key={path}>
                <dt>{label || m.values}</dt>
                <dd>
                  {value}{' '}
                  {reading && (
                    <a class="reading-mark" href="#letture" title={reading}>
                      {m.decidedBy}
                    </a>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}

const tones = { text: 'neutral', reading: 'attention', silent: 'attention', missing: 'bad' } as const;

function Readings({ clause, today }: { clause: ClauseShown; today: TodayShown }) {
  const { association, actor, language } = useFrame();
  const m = messages[language];
  if (clause.readings.length === 0) return null;
  const effects = new Map(today.readings.map(({ key, others }) => [key, others]));
  const trial = `/${association?.id}/convenzione/prova`;
  return (
    <section aria-labelledby="letture">
      <h2 id="letture">{m.readings}</h2>
      {clause.readings.map((reading) => (
        <section
          class="reading"
          key={reading.key}
          id={`lettura-${reading.key}`}
          aria-label={reading.question[language]}
        >
          <h3>{reading.question[language]}</h3>
          <p class="reading-about">
            <StatusChip tone={tones[reading.nature]}>{m[`nature.${reading.nature}`]}</StatusChip>{' '}
            <code class="muted">{reading.key}</code>
          </p>
          <dl class="choices-list">
            <div class="choice-now">
              <dt>{m.chosen}</dt>
              <dd>{shownReading(reading, reading.value, language)}</dd>
            </div>
            {(effects.get(reading.key) ?? []).map(({ value, possible, measured, answers }) => (
              <div key={String(value)}>
                <dt>{m.otherChoice}</dt>
                <dd>
                  {shownReading(reading, value, language)}
                  {!possible ? (
                    <p class="muted">{m.needsWriting}</p>
                  ) : answers.length === 0 ? (
                    <p class="muted">{!reading.used ? m.guides : measured ? m.nothingElse : m.notThere}</p>
                  ) : (
                    <>
                      <EffectLines answers={answers} />
                      {actor.kind !== 'anonymous' && (
                        <a href={`${trial}?l:${reading.key}=${encodeURIComponent(String(value))}`}>
                          {m.tryIt}
                          <span class="visually-hidden">: {shownReading(reading, value, language)}</span>
                        </a>
                      )}
                    </>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </section>
  );
}

function Timeline({ clause }: { clause: ClauseShown }) {
  const { association, language } = useFrame();
  const m = messages[language];
  return (
    <section aria-labelledby="versioni">
      <h2 id="versioni">{m.timeline}</h2>
      <ol class="timeline">
        {clause.texts.toReversed().map(({ number, since, act, changes }) => (
          <li key={`text-${number}`}>
            <p>
              <strong>{since ? m.sinceDay(showDay(since, language)) : m.sinceBeginning}</strong>{' '}
              <a href={`/${association?.id}/convenzione/testi/${number}`}>{m.newText(number)}</a>
              <br />
              <span class="muted">{act ?? m.noAct}</span>
            </p>
            <details>
              <summary>{m.versionChanges}</summary>
              <ValueChanges values={changes} caption={`${m.versionChanges}, ${m.newText(number)}`} />
            </details>
          </li>
        ))}
        {clause.versions
          .map((version, place) => ({ version, place }))
          .toReversed()
          .map(({ version, place }) => (
            <li key={place} class={version.inForce ? 'timeline-now' : undefined}>
              <p>
                <strong>{version.since ? m.sinceDay(showDay(version.since, language)) : m.sinceBeginning}</strong>{' '}
                {version.inForce && <StatusChip tone="good">{m.inForce}</StatusChip>}
                <br />
                <span class="muted">{version.act?.title[language] ?? m.noAct}</span>
              </p>
              {version.changed && <p>{version.changed[language]}</p>}
              {version.changes.length > 0 && (
                <details>
                  <summary>{m.versionChanges}</summary>
                  <ValueChanges values={version.changes} caption={m.versionChanges} />
                </details>
              )}
            </li>
          ))}
      </ol>
      {clause.versions.length + clause.texts.length === 1 && <p class="muted">{m.onlyVersion}</p>}
    </section>
  );
}

function Notes({ clause }: { clause: ClauseShown }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <>
      {clause.notes.length > 0 && (
        <section aria-labelledby="note">
          <h2 id="note">{m.notes}</h2>
          {clause.notes.map((note) => (
            <Notice key={note.it} tone="info">
              <p>{note[language]}</p>
            </Notice>
          ))}
        </section>
      )}
      {clause.legalReferences.length > 0 && (
        <section aria-labelledby="leggi">
          <h2 id="leggi">{m.laws}</h2>
          <ul class="plain-list laws">
            {clause.legalReferences.map(({ reference, state, today }) => (
              <li key={reference}>
                <strong>{reference}</strong>{' '}
                <StatusChip tone={state === 'in-force' ? 'good' : 'attention'}>
                  {m[`law.${state}` as 'law.in-force'] ?? state}
                </StatusChip>
                {today && (
                  <p>
                    {m.lawToday}: {today[language]}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Examples({ clause, today }: { clause: ClauseShown; today: TodayShown }) {
  const { language } = useFrame();
  const m = messages[language];
  if (clause.examples.length === 0) return null;
  return (
    <section aria-labelledby="esempi">
      <h2 id="esempi">{m.examples}</h2>
      {clause.examples.map((example, place) => {
        const outcome = today.examples[place];
        return (
          <details class="example" key={place}>
            <summary>
              {example.title[language]}{' '}
              <StatusChip tone={outcome?.passes ? 'good' : 'bad'}>{outcome?.passes ? m.passes : m.fails}</StatusChip>
            </summary>
            {outcome?.says && <p>{outcome.says[language]}</p>}
            {outcome?.differences.map(({ path, expected, computed }) => (
              <p key={path}>
                <code>{path}</code>: {JSON.stringify(expected)} — {m.computed} {JSON.stringify(computed)}
              </p>
            ))}
            <h3>{m.expected}</h3>
            <pre>{plain(example.expect)}</pre>
            <h3>{m.given}</h3>
            <pre>{plain(example.given)}</pre>
          </details>
        );
      })}
    </section>
  );
}

const longest = 1200;

/** Facts as short lines; long lists are cut, they are whole in the document. */
function plain(facts: unknown): string {
  const lines = JSON.stringify(facts, null, 1)
    .split('\n')
    .map((line) => line.replace(/^ /, '').replace(/[",]/g, ''))
    .filter((line) => !/^\s*[{}[\]]*\s*$/.test(line))
    .join('\n');
  return lines.length > longest ? `${lines.slice(0, longest).replace(/\n[^\n]*$/, '')}\n…` : lines;
}

function Cited({ clause, today }: { clause: ClauseShown; today: TodayShown }) {
  const { association, language } = useFrame();
  const m = messages[language];
  if (today.cited.length === 0 && clause.requirement.length === 0) return null;
  return (
    <section aria-labelledby="citata">
      {today.cited.length > 0 && (
        <>
          <h2 id="citata">{m.cited}</h2>
          <ul>
            {today.cited.map(({ allocation, year, act, costs }) => (
              <li key={allocation}>
                <a href={`/${association?.id}/riparto/${allocation}`}>{m.citedSplit(year)}</a>
                {act && ` (${act})`}: {costs.join(', ')}
              </li>
            ))}
          </ul>
        </>
      )}
      {clause.requirement.length > 0 && (
        <p class="muted rows-carried" id={today.cited.length === 0 ? 'citata' : undefined}>
          {m.rows}: {clause.requirement.join(', ')}
        </p>
      )}
    </section>
  );
}

function Neighbours({ clause }: { clause: ClauseShown }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `/${association?.id}/convenzione`;
  return (
    <nav class="pager" aria-label={`${m.previous}, ${m.next}`}>
      {clause.previous && (
        <a rel="prev" href={`${base}/${clause.previous.id}`}>
          ← {clause.previous.article}
          <span class="visually-hidden"> {m.previous}</span>
        </a>
      )}
      {clause.next && (
        <a rel="next" href={`${base}/${clause.next.id}`}>
          {clause.next.article} →<span class="visually-hidden"> {m.next}</span>
        </a>
      )}
    </nav>
  );
}
