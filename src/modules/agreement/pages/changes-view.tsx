import type { z } from 'zod';
import { useFrame } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { compareDocuments } from '../actions/compare-documents.ts';
import { messages } from '../messages.ts';
import { pathLabel, shownValue } from './term-words.ts';

export type ClauseChanges = z.output<(typeof compareDocuments)['output']>['changes'];
type Change = { readonly path: string; readonly before?: unknown; readonly after?: unknown };

const tones = { added: 'good', removed: 'bad', changed: 'attention' } as const;

/** What differs between two texts: clause by clause, value by value, before and after side by side. */
export function ChangesView({ changes }: { changes: ClauseChanges }) {
  const { association, language } = useFrame();
  const m = messages[language];
  if (changes.length === 0) return <p>{m.nothingChanges}</p>;
  return (
    <>
      <p class="muted">{m.changedClauses(changes.length)}</p>
      {changes.map(({ clause, article, title, change, values }) => (
        <section class="change" key={clause} aria-labelledby={`c-${clause}`}>
          <h3 id={`c-${clause}`}>
            {change === 'changed' ? (
              <a href={`/${association?.id}/convenzione/${clause}`}>
                {article} {title[language]}
              </a>
            ) : (
              `${article} ${title[language]}`
            )}{' '}
            <StatusChip tone={tones[change]}>{m[change]}</StatusChip>
          </h3>
          {values.length > 0 && <ValueChanges values={values} caption={`${article} ${title[language]}`} />}
        </section>
      ))}
    </>
  );
}

/** Values before and after, side by side. */
export function ValueChanges({ values, caption }: { values: readonly Change[]; caption: string }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <div class="table-region" role="region" aria-label={caption} tabIndex={0}>
      <table class="data-table data-table-dense changes-table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{m.value}</th>
            <th scope="col">{m.before}</th>
            <th scope="col">{m.after}</th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">
                {pathLabel(path.replace(/^versions\[\d+\]\./, ''), language)}
                <br />
                <code class="muted">{path}</code>
              </th>
              <td>{before === null || before === undefined ? '–' : <del>{shownValue(path, before, language)}</del>}</td>
              <td>{after === null || after === undefined ? '–' : <ins>{shownValue(path, after, language)}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
