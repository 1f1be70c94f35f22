import type { z } from 'zod';
import { parseMoney, showMoney, sumCents } from '../../../kernel/money.ts';
import type { Attempt, PageRequest, PageRoute, Problem } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { HiddenField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import type { FormState } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { showAgreement, showClause } from '../../agreement/index.ts';
import { AgreementTabs, agreementCrumbs, pathLabel, shownReading, shownValue } from '../../agreement/pages/index.ts';
import type { EffectsView } from '../actions/shapes.ts';
import { tryAmendment } from '../actions/try-amendment.ts';
import { messages } from '../messages.ts';
import { answerLabel, answerValue } from './answer-words.ts';
import { signed } from './effects-view.tsx';
import {
  asTyped,
  changeable,
  onlyChanges,
  queryOf,
  readingField,
  type Trial,
  trialIn,
  valueField,
} from './trial-query.ts';

type AgreementShown = z.output<(typeof showAgreement)['output']>;
type ClauseShown = z.output<(typeof showClause)['output']>;
type TrialAnswer = z.output<(typeof tryAmendment)['output']>;

/** A dry run: readings and values written otherwise, and what differs today. */
export const trialPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/prova',
  answer: async (request) => {
    const agreement = await request.perform(showAgreement, {});
    const asked = trialIn(request);
    const clauses = await clausesOf(request, agreement, asked);
    const trial = onlyChanges(asked, agreement.readings, clauses);
    const here = `/${request.association!.id}/convenzione/prova`;
    if (queryOf(trial).length < queryOf(asked).length || hasEmpty(request))
      return { kind: 'redirect', to: `${here}${queryOf(trial)}` };
    const isAsked = Object.keys(trial.readings).length > 0 || trial.values.length > 0 || trial.document !== '';
    const attempt = isAsked
      ? await request.attempt(tryAmendment, {
          readings: trial.readings,
          values: trial.values,
          ...(trial.document ? { document: trial.document } : {}),
        })
      : null;
    return {
      kind: 'page',
      title: messages[request.language].trial,
      status: attempt && !attempt.ok ? 422 : 200,
      crumbs: agreementCrumbs(request.association!, request.language),
      scope: 'association',
      body: <TrialPage agreement={agreement} clauses={clauses} trial={trial} attempt={attempt} />,
    };
  },
};

/** The clauses whose values are changed or offered. */
async function clausesOf(request: PageRequest, agreement: AgreementShown, trial: Trial): Promise<ClauseShown[]> {
  const wanted = new Set([...trial.values.map(({ clause }) => clause), trial.clause]);
  const shown: ClauseShown[] = [];
  for (const { id } of agreement.clauses) {
    if (wanted.has(id)) shown.push(await request.perform(showClause, { clause: id }));
  }
  return shown;
}

function hasEmpty({ query }: PageRequest): boolean {
  return Object.values(query).some((value) => value === '');
}

export function TrialPage({
  agreement,
  clauses,
  trial,
  attempt,
}: {
  agreement: AgreementShown;
  clauses: readonly ClauseShown[];
  trial: Trial;
  attempt: Attempt<TrialAnswer> | null;
}) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <>
      <h1>{m.trial}</h1>
      <p class="lead">{m.trialLead}</p>
      <AgreementTabs current="trial" />
      <div class="trial">
        <div class="trial-form">
          <Changes agreement={agreement} clauses={clauses} trial={trial} />
          <TrialForm
            agreement={agreement}
            clauses={clauses}
            trial={trial}
            state={formState(trial, attempt)}
            isOpen={!attempt?.ok || trial.clause !== ''}
          />
        </div>
        <section class="trial-results" aria-labelledby="risultati">
          <h2 id="risultati">{m.results}</h2>
          {!attempt && <p>{m.trialNone}</p>}
          {attempt?.ok && <Results answer={attempt.value} />}
        </section>
      </div>
    </>
  );
}

function formState(trial: Trial, attempt: Attempt<TrialAnswer> | null): FormState {
  const values = Object.fromEntries([
    ...Object.entries(trial.readings).map(([key, value]) => [readingField(key), value]),
    ...trial.values.map(({ clause, path, value }) => [valueField(clause, path), value]),
  ]);
  if (!attempt || attempt.ok) return { values, problems: [], refusals: [] };
  return {
    values,
    problems: attempt.problems.map((problem) => ({ ...problem, path: fieldOf(problem, trial) })),
    refusals: attempt.refusals,
  };
}

/** The field of a problem at `readings.<key>` or `values[n].value`. */
function fieldOf({ path }: Problem, trial: Trial): string {
  if (path.startsWith('readings.')) return readingField(path.slice('readings.'.length));
  const place = Number(/^values\[(\d+)\]/.exec(path)?.[1] ?? Number.NaN);
  const change = trial.values[place] ?? trial.values[0];
  return change ? valueField(change.clause, change.path) : path;
}

function Changes({
  agreement,
  clauses,
  trial,
}: {
  agreement: AgreementShown;
  clauses: readonly ClauseShown[];
  trial: Trial;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const here = `/${association?.id}/convenzione/prova`;
  const readings = new Map(agreement.readings.map((reading) => [reading.key, reading]));
  const articles = new Map(clauses.map(({ id, article }) => [id, article]));
  const items = [
    ...Object.entries(trial.readings).map(([key, value]) => {
      const { [key]: _gone, ...rest } = trial.readings;
      const reading = readings.get(key);
      return {
        says: `${reading?.question[language] ?? key} ${reading ? shownReading(reading, value, language) : value}`,
        without: { ...trial, readings: rest },
      };
    }),
    ...trial.values.map((change) => ({
      says: `${articles.get(change.clause) ?? change.clause}, ${pathLabel(change.path, language)}: ${shownValue(change.path, change.value, language)}`,
      without: { ...trial, values: trial.values.filter((other) => other !== change) },
    })),
    ...(trial.document ? [{ says: m.trialText(Number(trial.document)), without: { ...trial, document: '' } }] : []),
  ];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="in-prova">
      <h2 id="in-prova">{m.trialChanges}</h2>
      <ul class="plain-list trial-changes">
        {items.map(({ says, without }) => (
          <li key={says}>
            {says}{' '}
            <a href={`${here}${queryOf(without)}`}>
              <Icon name="close" size="small" /> {m.remove}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TrialForm({
  agreement,
  clauses,
  trial,
  state,
  isOpen,
}: {
  agreement: AgreementShown;
  clauses: readonly ClauseShown[];
  trial: Trial;
  state: FormState;
  /** Whether there is still something to choose before the results. */
  isOpen: boolean;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const here = `/${association?.id}/convenzione/prova`;
  const chosen = clauses.find(({ id }) => id === trial.clause);
  const carried = trial.values.filter(({ clause }) => clause !== trial.clause);
  const computing = agreement.clauses.filter(({ computes }) => computes);
  const usable = agreement.readings.filter(({ used }) => used);
  const articles = new Map(agreement.clauses.map(({ id, article }) => [id, article]));
  return (
    <Form state={state} method="get" action={`${here}#risultati`}>
      {trial.document && <HiddenField name="testo" value={trial.document} />}
      {carried.map(({ clause, path, value }) => (
        <HiddenField key={`${clause} ${path}`} name={valueField(clause, path)} value={value} />
      ))}
      <details class="trial-group" open={isOpen && !chosen}>
        <summary>
          {m.trialReadings} <span class="muted">{usable.length}</span>
        </summary>
        <div class="trial-fields">
          {usable.map((reading) => (
            <ReadingField key={reading.key} reading={reading} article={articles.get(reading.clause) ?? ''} />
          ))}
        </div>
      </details>
      <details class="trial-group" open={isOpen && chosen !== undefined}>
        <summary>{m.trialValues}</summary>
        <div class="trial-fields">
          <SelectField
            name="clausola"
            label={m.trialClause}
            hint={m.valuesDecided}
            value={trial.clause}
            choices={computing.map(({ id, article, title }) => ({
              value: id,
              label: `${article} — ${title[language]}`,
            }))}
            width="full"
            optional
          />
          {chosen &&
            changeable(chosen).map(({ path, value }) => (
              <ValueField key={path} clause={chosen.id} path={path} value={value} />
            ))}
        </div>
      </details>
      <FormActions submit={m.trialRun}>
        <a href={here}>{m.trialReset}</a>
      </FormActions>
    </Form>
  );
}

function ReadingField({ reading, article }: { reading: AgreementShown['readings'][number]; article: string }) {
  const { language } = useFrame();
  const name = readingField(reading.key);
  const label = reading.question[language];
  const plain = reading.choices.filter((choice) => typeof choice !== 'object');
  if (typeof reading.value !== 'object' && plain.length > 1 && plain.length === reading.choices.length)
    return (
      <SelectField
        name={name}
        label={label}
        hint={article}
        value={asTyped(reading.value)}
        width="full"
        optional={reading.value === null}
        choices={plain.map((choice) => ({ value: String(choice), label: shownReading(reading, choice, language) }))}
      />
    );
  return (
    <TextField
      name={name}
      label={label}
      hint={article}
      value={asTyped(reading.value)}
      optional={reading.value === null}
      spellcheck={false}
    />
  );
}

function ValueField({ clause, path, value }: { clause: string; path: string; value: unknown }) {
  const { language } = useFrame();
  const name = valueField(clause, path);
  const label = pathLabel(path, language);
  const hint = <code>{path}</code>;
  if (typeof value === 'boolean')
    return (
      <SelectField
        name={name}
        label={label}
        hint={hint}
        value={String(value)}
        choices={[true, false].map((each) => ({ value: String(each), label: shownValue(path, each, language) }))}
      />
    );
  return (
    <TextField
      name={name}
      label={label}
      hint={hint}
      value={asTyped(value)}
      optional={value === null}
      spellcheck={false}
    />
  );
}

function Results({ answer }: { answer: TrialAnswer }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <>
      {answer.answers.length === 0 && (
        <EmptyState title={m.trialNothing}>
          <p>{m.trialNothingWhy}</p>
        </EmptyState>
      )}
      {answer.answers.map((effects) => (
        <AnswerEffects key={effects.probe} answer={effects} />
      ))}
      {!answer.basis && <p class="muted">{m.noShares}</p>}
    </>
  );
}

function AnswerEffects({ answer }: { answer: EffectsView }) {
  const { language } = useFrame();
  const m = messages[language];
  const isShares = answer.rule === 'cost-sharing';
  const rows = answer.effects.filter(({ what }) => !isShares || what === 'amount');
  return (
    <section aria-labelledby={`e-${answer.probe}`}>
      <h3 id={`e-${answer.probe}`}>{answer.title[language]}</h3>
      {answer.refusals.map(({ says, remedy }) => (
        <Notice key={says.it} tone="warning" title={says[language]}>
          {remedy && <p>{remedy[language]}</p>}
        </Notice>
      ))}
      {answer.problems.length > 0 && (
        <Notice tone="warning" title={m.wrongFacts}>
          <ul>
            {answer.problems.slice(0, 5).map(({ path, says }) => (
              <li key={path + says.it}>{says[language]}</li>
            ))}
          </ul>
        </Notice>
      )}
      {isShares && <MoreAndLess rows={rows} />}
      {rows.length > 0 && (
        <DataTable
          caption={answer.title[language]}
          captionHidden
          rows={rows}
          rowKey={({ of, what }) => `${of?.it} ${what}`}
          dense
          columns={[
            {
              key: 'what',
              title: isShares ? m.entity : m.what,
              names: true,
              cell: ({ of, what }) =>
                isShares
                  ? (of?.[language] ?? '')
                  : [of?.[language], answerLabel(what, language)].filter(Boolean).join(': '),
            },
            {
              key: 'before',
              title: m.before,
              numeric: true,
              cell: ({ what, before }) => answerValue(what, before, language),
            },
            {
              key: 'after',
              title: m.after,
              numeric: true,
              cell: ({ what, after }) => <strong>{answerValue(what, after, language)}</strong>,
            },
            ...(rows.some(({ difference }) => difference !== null)
              ? [
                  {
                    key: 'difference',
                    title: m.difference,
                    numeric: true,
                    cell: ({ difference }: { difference: string | null }) =>
                      difference === null ? '' : signed(difference, language),
                    ...(isShares ? { total: totalOf(rows, language) } : {}),
                  },
                ]
              : []),
          ]}
        />
      )}
    </section>
  );
}

function totalOf(rows: EffectsView['effects'], language: 'it' | 'en'): string {
  return showMoney(sumCents(rows.map(({ difference }) => parseMoney(difference ?? '0.00')!)), language);
}

function MoreAndLess({ rows }: { rows: EffectsView['effects'] }) {
  const { language } = useFrame();
  const m = messages[language];
  const cents = rows.map(({ difference }) => parseMoney(difference ?? '0.00') ?? 0n);
  const more = cents.filter((each) => each > 0n).length;
  const less = cents.filter((each) => each < 0n).length;
  if (more + less === 0) return null;
  return <p>{[more > 0 ? m.paysMore(more) : '', less > 0 ? m.paysLess(less) : ''].filter(Boolean).join(', ')}.</p>;
}
