import type { z } from 'zod';
import { type Day, dayOf, parseDay, showDay, yearOf } from '../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { DayField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { freshForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { recordFigure } from '../actions/record-figure.ts';
import { showFigures } from '../actions/show-figures.ts';
import { messages } from '../messages.ts';
import { figureText, registerTitle } from '../vocabulary.ts';
import { crumbsTo, EntitiesFrame, mayImport } from './entities-frame.tsx';

type Snapshot = z.output<typeof showFigures.output>;
type Cell = NonNullable<Snapshot['rows'][number]['figures'][string]>;

/** The figures of all entities on a day; 31 December of last year where no day is said. */
export const figuresPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/dati',
  open: true,
  answer: async (request) => {
    const snapshot = await snapshotOf(request);
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.figuresTitle,
      crumbs: crumbsTo(request),
      scope: 'association',
      body: <FiguresPage snapshot={snapshot} mayRecord={request.may(recordFigure)} mayImport={mayImport(request)} />,
    };
  },
};

export const figuresExport: PageRoute = {
  method: 'GET',
  path: '/:association/enti/dati/esporta',
  open: true,
  answer: async (request): Promise<PageReply> => {
    const snapshot = await snapshotOf(request);
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const m = messages[request.language];
    const number = (register: string) => (register === 'direct-costs' ? ('money' as const) : ('number' as const));
    const sheet: Sheet = {
      name: m.figures,
      title: `${m.figuresTitle}: ${showDay(snapshot.on, request.language)}`,
      columns: [
        { key: 'name', header: m.name, kind: 'text' },
        { key: 'entity', header: m.code, kind: 'text' },
        ...snapshot.registers.flatMap((register) => {
          const title = registerTitle(register)[request.language];
          return [
            { key: register, header: title, kind: number(register) },
            { key: `${register} on`, header: `${title}: ${m.day}`, kind: 'day' as const },
            { key: `${register} source`, header: `${title}: ${m.source}`, kind: 'text' as const },
          ];
        }),
      ],
      rows: snapshot.rows.map((row) => ({
        name: row.name,
        entity: row.entity,
        ...Object.fromEntries(
          snapshot.registers.flatMap((register) => {
            const cell = row.figures[register];
            return [
              [register, cell ? sheetValue(register, cell) : null],
              [`${register} on`, cell?.on],
              [`${register} source`, cell?.source],
            ];
          }),
        ),
      })),
      totals: {
        label: m.total,
        columns: snapshot.registers.filter((register) => counted(snapshot, register).length === snapshot.rows.length),
      },
    };
    const about = { title: sheet.title, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `dati-${snapshot.on}`, [sheet], about)) };
  },
};

function sheetValue(register: string, { value }: Cell): bigint | number {
  return register === 'direct-costs' ? BigInt(String(value).replace('.', '')) : Number(value);
}

async function snapshotOf(request: PageRequest): Promise<Snapshot> {
  const on = parseDay(oneText(request.query.al) ?? '') ?? dayOf(yearOf(request.now.today) - 1, 12, 31);
  return request.perform(showFigures, { on });
}

export function FiguresPage({
  snapshot,
  mayRecord,
  mayImport,
}: {
  snapshot: Snapshot;
  mayRecord: boolean;
  mayImport: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const base = `/${association!.id}/enti`;
  const gaps = snapshot.registers.filter((register) => (snapshot.missing[register] ?? 0) > 0);
  const count = gaps.reduce((sum, register) => sum + (snapshot.missing[register] ?? 0), 0);
  return (
    <>
      <h1>{m.figuresTitle}</h1>
      <EntitiesFrame view="figures" mayImport={mayImport}>
        <p>{m.figuresIntro}</p>
        <Form method="get" action={`${base}/dati`} state={freshForm({ al: snapshot.on })}>
          <DayField name="al" label={m.onDay} />
          <FormActions submit={m.show} />
        </Form>
        {snapshot.registers.length > 0 && (
          <Notice tone={count === 0 ? 'success' : 'warning'} title={m.gaps(count)}>
            {count > 0 && (
              <ul>
                {gaps.map((register) => (
                  <li key={register}>
                    {m.gapsOf(capital(registerTitle(register)[language]), snapshot.missing[register] ?? 0)}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
        )}
        {snapshot.registers.length > 0 && (
          <div class="list-bar">
            <p class="list-count">{showDay(snapshot.on, language)}</p>
            <div class="list-tools">
              {sheetFormats.map((format) => (
                <a
                  key={format}
                  class="btn btn-outline-primary btn-xs"
                  href={`${base}/dati/esporta?al=${snapshot.on}&formato=${format}`}
                  hx-boost="false"
                  download
                >
                  <Icon name="download" size="small" /> {m.exportAs(format.toUpperCase())}
                </a>
              ))}
            </div>
          </div>
        )}
        {snapshot.registers.length === 0 ? (
          <EmptyState title={m.noRegisters} />
        ) : (
          <DataTable
            caption={`${m.figuresTitle}: ${showDay(snapshot.on, language)}`}
            captionHidden
            dense
            rows={snapshot.rows}
            rowKey={(row) => row.entity}
            columns={[
              {
                key: 'name',
                title: m.name,
                names: true,
                cell: (row) => <a href={`${base}/${encodeURIComponent(row.entity)}`}>{row.name}</a>,
              },
              ...snapshot.registers.map((register) => ({
                key: register,
                title: capital(registerTitle(register)[language]),
                numeric: true,
                total: totalOf(snapshot, register, language),
                cell: (row: Snapshot['rows'][number]) => (
                  <FigureCell
                    cell={row.figures[register] ?? null}
                    isGap={row.gaps.includes(register)}
                    record={
                      mayRecord
                        ? {
                            href: `${base}/${encodeURIComponent(row.entity)}/dato?dato=${encodeURIComponent(register)}&giorno=${snapshot.on}`,
                            about: m.missingFigure(registerTitle(register)[language], row.name),
                          }
                        : null
                    }
                  />
                ),
              })),
            ]}
          />
        )}
        {counted(snapshot, 'population').length < snapshot.rows.length && (
          <p class="muted">{m.totalOfMunicipalities}</p>
        )}
      </EntitiesFrame>
    </>
  );
}

/**
 * The rows that a total is of. Inhabitants of a province or of a union are those of its municipalities: where there are
 * municipalities, they alone count.
 */
function counted({ rows }: Snapshot, register: string): Snapshot['rows'] {
  const others = rows.filter(({ kind, figures }) => kind !== 'comune' && figures[register]);
  const overlap = register === 'population' && others.length > 0 && others.length < rows.length;
  return overlap ? rows.filter((row) => !others.includes(row)) : rows;
}

function totalOf(snapshot: Snapshot, register: string, language: 'it' | 'en'): string {
  const cells = counted(snapshot, register).flatMap((row) => row.figures[register] ?? []);
  if (register !== 'direct-costs')
    return figureText(
      cells.reduce((sum, { value }) => sum + Number(value), 0),
      language,
    );
  const cents = cells
    .reduce((sum, cell) => sum + BigInt(sheetValue(register, cell)), 0n)
    .toString()
    .padStart(3, '0');
  return figureText(`${cents.slice(0, -2)}.${cents.slice(-2)}`, language);
}

function FigureCell({
  cell,
  isGap,
  record,
}: {
  cell: Cell | null;
  isGap: boolean;
  record: { readonly href: string; readonly about: string } | null;
}) {
  const language = useLanguage();
  const m = messages[language];
  if (!cell && !isGap) return <span class="muted">–</span>;
  if (!cell) {
    const chip = <StatusChip tone="attention">{m.missing}</StatusChip>;
    return record ? (
      <a href={record.href}>
        {chip}
        <span class="visually-hidden"> {record.about}</span>
      </a>
    ) : (
      chip
    );
  }
  const about = `${showDay(cell.on as Day, language)}, ${cell.source}`;
  const shown = figureText(cell.value, language);
  return (
    <span title={about}>
      {cell.exact ? shown : <em>{shown}</em>}
      {cell.standing === 'provisional' && <abbr title={m.provisional}>*</abbr>}
      {!cell.exact && <span class="visually-hidden"> {m.ofDay(showDay(cell.on as Day, language))}</span>}
    </span>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
