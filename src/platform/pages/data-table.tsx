import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Language } from '../../kernel/text.ts';
import { useLanguage } from './frame.ts';
import { messages } from './messages.ts';
import { numberText } from './value-text.ts';

export type Column<Row> = {
  readonly key: string;
  readonly title: ComponentChildren;
  readonly cell: (row: Row) => ComponentChildren;
  /** Numbers and amounts: to the right, tabular figures. */
  readonly numeric?: boolean;
  /** The cell that names the row. */
  readonly names?: boolean;
  /** The value of the totals row. */
  readonly total?: ComponentChildren;
  /** The address that sorts by this column, and how it is sorted now. */
  readonly sort?: { readonly href: string; readonly now?: 'ascending' | 'descending' };
};

/**
 * A table of rows with a caption; numbers line up, a totals row where columns have one. On narrow screens it scrolls inside
 * its own region, which the keyboard reaches.
 *
 * @param dense working pages: smaller rows
 */
export function DataTable<Row>({
  caption,
  captionHidden,
  columns,
  rows,
  rowKey,
  empty,
  dense,
  totalsTitle,
}: {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty?: ComponentChildren;
  dense?: boolean;
  totalsTitle?: string;
}) {
  const language = useLanguage();
  const m = messages[language];
  const id = useId();
  if (rows.length === 0) return <>{empty ?? <p class="muted">{m.noRows}</p>}</>;
  const totals = columns.some((column) => column.total !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <div class="table-region" role="region" aria-labelledby={id} tabIndex={0}>
      <table class={dense ? 'data-table data-table-dense' : 'data-table'}>
        <caption id={id} class={captionHidden ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={column.numeric ? 'numeric' : undefined}
                aria-sort={column.sort?.now}
              >
                {column.sort ? <SortLink column={column} /> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.names ? (
                  <th key={column.key} scope="row" class={column.numeric ? 'numeric' : undefined}>
                    {shown(column.cell(row), language)}
                  </th>
                ) : (
                  <td key={column.key} class={column.numeric ? 'numeric' : undefined}>
                    {shown(column.cell(row), language)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {totals && (
          <tfoot>
            <tr>
              {columns.map((column, index) =>
                index === 0 && column.total === undefined ? (
                  <th key={column.key} scope="row">
                    {totalsTitle ?? m.total}
                  </th>
                ) : (
                  <td key={column.key} class={column.numeric ? 'numeric' : undefined}>
                    {shown(column.total, language)}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** Plain numbers get the language's separators; a year is a text. */
function shown(cell: ComponentChildren, language: Language): ComponentChildren {
  return typeof cell === 'number' || typeof cell === 'bigint' ? numberText(cell, language) : cell;
}

function SortLink<Row>({ column }: { column: Column<Row> }) {
  const m = messages[useLanguage()];
  const { href, now } = column.sort!;
  const mark = now === 'ascending' ? '▲' : now === 'descending' ? '▼' : '↕';
  return (
    <a href={href} class="sort-link">
      {column.title}{' '}
      <span aria-hidden="true" class="sort-mark">
        {mark}
      </span>
      {now && <span class="visually-hidden"> ({now === 'ascending' ? m.sortedAscending : m.sortedDescending})</span>}
    </a>
  );
}
