import type { ComponentChildren } from 'preact';
import { addressWith } from './address.ts';
import { type Column, DataTable } from './data-table.tsx';
import { useFrame, useLanguage } from './frame.ts';
import { Icon } from './icon.tsx';
import { messages } from './messages.ts';

/** A filter of a list, kept in the query under its name; `value` where it is not what the query says. */
export type ListFilter =
  | { readonly kind: 'text'; readonly name: string; readonly label: string; readonly value?: string }
  | { readonly kind: 'day'; readonly name: string; readonly label: string; readonly value?: string }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly value?: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
      /** What is shown where nothing is chosen, when that is not everything. */
      readonly unchosen?: string;
    };

export type ListExport = { readonly title: string; readonly href: string };

/**
 * A list: filters in the address and as chips, the count of what is filtered, the rows, where to go on, what to download.
 *
 * @param count how many rows the filters leave, over all pages
 * @param countedTo where counting stops: beyond it, it says so
 * @param next cursor of the page after this one; `previous` likewise; both go into the query as `cursor`
 */
export function ListPage<Row>({
  caption,
  filters = [],
  columns,
  rows,
  rowKey,
  count,
  countedTo,
  next,
  previous,
  exports = [],
  empty,
  actions,
  dense = true,
}: {
  caption: string;
  filters?: readonly ListFilter[];
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  count: number;
  countedTo?: number;
  next?: string;
  previous?: string;
  exports?: readonly ListExport[];
  empty?: ComponentChildren;
  actions?: ComponentChildren;
  dense?: boolean;
}) {
  const { url } = useFrame();
  const m = messages[useLanguage()];
  return (
    <section class="list-page" aria-label={caption}>
      {filters.length > 0 && <Filters filters={filters} />}
      <div class="list-bar">
        <p class="list-count" role="status">
          {countedTo !== undefined && count > countedTo ? m.rowsBeyond(countedTo) : m.rows(count)}
        </p>
        <div class="list-tools">
          {actions}
          {exports.map((item) => (
            <a key={item.href} href={item.href} class="btn btn-outline-primary btn-xs" hx-boost="false" download>
              <Icon name="download" size="small" /> {item.title}
            </a>
          ))}
        </div>
      </div>
      <DataTable
        caption={caption}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        empty={empty}
        dense={dense}
      />
      {(next || previous) && (
        <nav class="pager" aria-label={m.pages}>
          {previous && (
            <a rel="prev" href={addressWith(url, { cursor: previous })}>
              ← {m.previous}
            </a>
          )}
          {next && (
            <a rel="next" href={addressWith(url, { cursor: next })}>
              {m.next} →
            </a>
          )}
        </nav>
      )}
    </section>
  );
}

function Filters({ filters: all }: { filters: readonly ListFilter[] }) {
  const { url } = useFrame();
  const m = messages[useLanguage()];
  const kept = new URL(url, 'http://x').searchParams;
  const filters = all.map((filter) => ({ ...filter, value: filter.value ?? kept.get(filter.name)?.trim() }));
  const active = filters.filter((filter) => filter.value);
  const cleared = Object.fromEntries([...filters.map((filter) => [filter.name, undefined]), ['cursor', undefined]]);
  return (
    <>
      <form class="filters" method="get" action={url.split('?')[0]} role="search">
        {[...kept]
          .filter(([name]) => name !== 'cursor' && !filters.some((filter) => filter.name === name))
          .map(([name, value]) => (
            <input key={name + value} type="hidden" name={name} value={value} />
          ))}
        {filters.map((filter) => (
          <div class="filter" key={filter.name}>
            <label for={`filter-${filter.name}`}>{filter.label}</label>
            {filter.kind === 'text' ? (
              <input
                class="control"
                type="search"
                id={`filter-${filter.name}`}
                name={filter.name}
                value={filter.value}
              />
            ) : filter.kind === 'day' ? (
              <input class="control" type="date" id={`filter-${filter.name}`} name={filter.name} value={filter.value} />
            ) : (
              <select class="control" id={`filter-${filter.name}`} name={filter.name}>
                <option value="">{filter.unchosen ?? '—'}</option>
                {filter.choices.map((choice) => (
                  <option key={choice.value} value={choice.value} selected={choice.value === filter.value}>
                    {choice.label}
                  </option>
                ))}
              </select>
            )}
          </div>
        ))}
        <button type="submit" class="btn btn-outline-primary btn-xs">
          {m.apply}
        </button>
      </form>
      {active.length > 0 && (
        <ul class="chips" aria-label={m.activeFilters}>
          {active.map((filter) => {
            const label = `${filter.label}: ${shownValue(filter)}`;
            return (
              <li key={filter.name}>
                <a class="chip" href={addressWith(url, { [filter.name]: undefined, cursor: undefined })}>
                  {label} <Icon name="close" size="small" />
                  <span class="visually-hidden"> — {m.removeFilter(filter.label)}</span>
                </a>
              </li>
            );
          })}
          {active.length > 1 && (
            <li>
              <a href={addressWith(url, cleared)}>{m.clearFilters}</a>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function shownValue(filter: ListFilter): string {
  if (filter.kind !== 'choice') return filter.value ?? '';
  return filter.choices.find((choice) => choice.value === filter.value)?.label ?? filter.value ?? '';
}
