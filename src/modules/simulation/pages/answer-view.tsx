import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { Explained } from '../../../platform/pages/explained.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import type { clauseToday } from '../actions/clause-today.ts';
import { messages } from '../messages.ts';
import { answerLabel, answerValue, isNumeric } from './answer-words.ts';

export type TodayShown = z.output<(typeof clauseToday)['output']>;
type Answer = TodayShown['answers'][number];
type Row = Readonly<Record<string, unknown>>;

const firstRows = 8;
/** The value of a row that opens the explanation of the row. */
const openers = ['amount', 'weight', 'due', 'residual', 'limit'];
const left = new Set(['id', 'clause', 'kind', 'lines', 'surplus', 'year', 'who', 'hard']);

/** What a clause gives today: single values, lists as tables, every explainable part opens its explanation. */
export function AnswerView({
  answer,
  clause,
  names,
}: {
  answer: Answer;
  clause: string;
  names: Readonly<Record<string, string>>;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const explanation = (path: string) =>
    `/${association?.id}/convenzione/${clause}/spiegazione?domanda=${encodeURIComponent(answer.probe)}${path ? `&punto=${encodeURIComponent(path)}` : ''}`;
  const explained = new Set(answer.explained);
  return (
    <section class="answer" aria-labelledby={`r-${answer.probe}`}>
      <h3 id={`r-${answer.probe}`}>{answer.title[language]}</h3>
      {answer.result && <Single result={answer.result} />}
      {answer.result && explained.has('') && (
        <p>
          <Explained href={explanation('')}>{m.whole}</Explained>
        </p>
      )}
      {answer.result &&
        listsIn(answer.result).map(([list, rows]) => (
          <Rows
            key={list}
            caption={answer.title[language]}
            rows={rows}
            list={list}
            names={names}
            explain={(place, shown) =>
              explained.has(`${list}[${place}]`) ? (
                <Explained href={explanation(`${list}[${place}]`)}>{shown}</Explained>
              ) : (
                shown
              )
            }
          />
        ))}
      {answer.refusals.map((refusal) => (
        <Notice key={refusal.says.it} tone="warning" title={refusal.says[language]}>
          {refusal.remedy && <p>{refusal.remedy[language]}</p>}
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
    </section>
  );
}

function listsIn(result: Row): [string, Row[]][] {
  return Object.entries(result).flatMap(([key, value]) =>
    !left.has(key) && Array.isArray(value) && value.length > 0 && typeof value[0] === 'object'
      ? [[key, value as Row[]] as [string, Row[]]]
      : [],
  );
}

function Single({ result }: { result: Row }) {
  const { language } = useFrame();
  const values = Object.entries(result).flatMap(([key, value]): [string, unknown][] => {
    if (left.has(key) || (Array.isArray(value) && typeof value[0] === 'object')) return [];
    if (Array.isArray(value) && (value.length === 0 || language !== 'it')) return []; // sentences: the explanation has them
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.entries(value).map(([inner, each]) => [`${key}.${inner}`, each]);
    return value === null ? [] : [[key, value]];
  });
  if (values.length === 0) return null;
  const [only] = values;
  if (values.length === 1 && only)
    return (
      <p class="answer-only">
        <span class="muted">{answerLabel(only[0], language)}</span>{' '}
        <span class="figure-large">{answerValue(only[0], only[1], language)}</span>
      </p>
    );
  return (
    <Definitions
      items={values.map(([key, value]) => ({
        term: answerLabel(key, language),
        is: <span class="tabular">{answerValue(key, value, language)}</span>,
      }))}
    />
  );
}

function Rows({
  caption,
  rows,
  list,
  names,
  explain,
}: {
  caption: string;
  rows: readonly Row[];
  list: string;
  names: Readonly<Record<string, string>>;
  explain: (place: number, shown: ComponentChildren) => ComponentChildren;
}) {
  const { language } = useFrame();
  const m = messages[language];
  const placed = rows.map((row, place) => ({ row, place }));
  const useful = (key: string) =>
    !left.has(key) && rows.some((row) => row[key] !== null && row[key] !== '0.00' && !Array.isArray(row[key]));
  const same = (key: string) =>
    key === 'netPosition' &&
    rows.every((row) => row.netPosition === row.amount || row.netPosition === `-${row.amount}`);
  const keys = Object.keys(rows[0] ?? {}).filter((key) => useful(key) && !same(key));
  const opener = openers.find((key) => keys.includes(key));
  const columns = keys.map((key, at) => ({
    key,
    title: answerLabel(`${list}.${key}`, language),
    names: at === 0,
    numeric: key !== 'due' && rows.every((row) => row[key] === null || isNumeric(row[key])),
    cell: ({ row, place }: { row: Row; place: number }) => {
      const value = row[key];
      const shown = key === 'entity' ? (names[String(value)] ?? String(value)) : answerValue(key, value, language);
      return key === opener ? explain(place, shown) : shown;
    },
  }));
  const table = (some: typeof placed, title: string) => (
    <DataTable
      caption={title}
      captionHidden
      columns={columns}
      rows={some}
      rowKey={({ place }) => String(place)}
      dense
    />
  );
  if (rows.length <= firstRows + 4) return table(placed, caption);
  return (
    <>
      {table(placed.slice(0, firstRows), caption)}
      <details class="more-rows">
        <summary>{m.allRows(rows.length - firstRows)}</summary>
        {table(placed.slice(firstRows), m.allRows(rows.length - firstRows))}
      </details>
    </>
  );
}
