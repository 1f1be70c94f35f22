import type { BarSeriesOption } from 'echarts/charts';
import { barSeries, hiddenScale, narrowest, oneLine, plainAxis } from './bar-style.ts';
import { type ChartOption, echartsSvg, paint, painted } from './echarts-svg.ts';
import { labelWidth, widestLabel } from './label-width.ts';
import { type DrawingAbout, escapeXml, svgFrame } from './svg-frame.ts';

export type Difference = {
  readonly name: string;
  readonly before: number | bigint;
  readonly after: number | bigint;
  readonly beforeLabel: string;
  readonly afterLabel: string;
  /** With its sign: `+1.200,00 €`. */
  readonly differenceLabel: string;
};

const size = 13;
const legendHeight = 28;

/**
 * For each entity a bar for what was and one for what is, each with its label, and the difference beside its name or at the
 * right edge. `words` say what the two bars are (`2026`, `2027`). An SVG to be put into a page as it is; grows with the
 * entities, 40 px each. `width` 340 suits a telephone, 720 (the default) a desk.
 */
export function differenceChart(
  chart: DrawingAbout & {
    readonly words: { readonly before: string; readonly after: string };
    readonly entities: readonly Difference[];
    readonly width?: number;
  },
): string {
  const width = chart.width ?? 720;
  const isNarrow = width < narrowest;
  const rows = chart.entities;
  const height = rows.length * (isNarrow ? 62 : 40) + 4;
  const option = isNarrow ? narrowBars(rows) : wideBars(rows, width);
  const bars = rows.length === 0 ? '' : echartsSvg(option, { width, height });
  const inner = `${legend(chart.words)}<g transform="translate(0 ${legendHeight})">${bars}</g>`;
  return svgFrame(chart, { width, height: height + legendHeight }, inner);
}

function wideBars(rows: readonly Difference[], width: number): ChartOption {
  const names = rows.map((row) => oneLine(row.name));
  const left = Math.min(widestLabel(names, size) + 14, Math.floor(width * 0.35));
  const beside = endLabels(rows) + 12;
  const below = roomBelowZero(rows);
  const edge = widestLabel(
    rows.map((row) => row.differenceLabel),
    size,
  );
  return {
    grid: { left: left + below, right: beside + edge + 8, top: 2, bottom: 2 },
    xAxis: { ...hiddenScale, ...scale(rows) },
    yAxis: [
      {
        ...plainAxis,
        data: names,
        axisLabel: {
          color: paint.ink,
          fontSize: size,
          width: left - 12,
          overflow: 'truncate',
          margin: 8 + below,
          interval: 0,
        },
      },
      {
        ...plainAxis,
        position: 'right',
        data: rows.map((row) => oneLine(row.differenceLabel)),
        axisLabel: {
          color: (_, index) => tone(rows[index ?? 0]!),
          fontSize: size,
          align: 'right',
          margin: beside + edge + 6,
          interval: 0,
        },
      },
    ],
    series: pair(rows),
  };
}

function narrowBars(rows: readonly Difference[]): ChartOption {
  const beside = endLabels(rows) + 10;
  const below = roomBelowZero(rows);
  const { min, max } = scale(rows);
  const above = { show: true, fontSize: size };
  const hung = (value: number, label: (row: Difference) => BarSeriesOption['label']): BarSeriesOption => ({
    ...barSeries,
    barWidth: 1,
    barGap: '0%',
    itemStyle: { color: paint.none },
    data: rows.map((row) => ({ value, label: label(row) })),
  });
  return {
    grid: { left: 1 + below, right: beside, top: 8, bottom: 0 },
    xAxis: { ...hiddenScale, min, max },
    yAxis: { ...plainAxis, show: false, data: rows.map((row) => row.name) },
    series: [
      hung(min, (row) => ({
        ...above,
        color: paint.ink,
        position: [0, -18],
        offset: [-below, 0],
        formatter: () => oneLine(row.name),
      })),
      hung(max, (row) => ({
        ...above,
        color: tone(row),
        position: ['100%', -18],
        offset: [beside - 1, 0],
        align: 'right',
        formatter: () => oneLine(row.differenceLabel),
      })),
      ...pair(rows),
    ],
  };
}

function pair(rows: readonly Difference[]): BarSeriesOption[] {
  const series = (
    color: string,
    ink: string,
    of: (row: Difference) => { value: number | bigint; label: string },
  ): BarSeriesOption => ({
    ...barSeries,
    barWidth: 12,
    barGap: '20%',
    itemStyle: { color },
    data: rows.map((row) => {
      const { value, label } = of(row);
      const position = value < 0 ? 'left' : 'right';
      return {
        value: Number(value),
        label: { show: true, position, color: ink, fontSize: size - 1, formatter: () => oneLine(label) },
      };
    }),
  });
  return [
    series(paint.before, paint.muted, (row) => ({ value: row.before, label: row.beforeLabel })),
    series(paint.bar, paint.ink, (row) => ({ value: row.after, label: row.afterLabel })),
  ];
}

function endLabels(rows: readonly Difference[]): number {
  return widestLabel(
    rows.flatMap((row) => [oneLine(row.beforeLabel), oneLine(row.afterLabel)]),
    size - 1,
  );
}

/** From the least value, or zero, to the greatest. */
function scale(rows: readonly Difference[]): { min: number; max: number } {
  const values = rows.flatMap((row) => [Number(row.before), Number(row.after)]);
  return { min: Math.min(0, ...values), max: Math.max(0, ...values) || 1 };
}

/** The labels of bars that go to the left stand at the left of them. */
function roomBelowZero(rows: readonly Difference[]): number {
  return rows.some((row) => row.before < 0 || row.after < 0) ? endLabels(rows) + 8 : 0;
}

function tone(row: Difference): string {
  if (row.after === row.before) return paint.muted;
  return row.after > row.before ? paint.more : paint.less;
}

function legend({ before, after }: { before: string; after: string }): string {
  const swatch = (x: number, colour: typeof paint.before | typeof paint.bar, word: string) =>
    `<rect x="${x}" y="4" width="12" height="12" ${painted(colour)}/><text x="${x + 18}" y="10" dominant-baseline="central" font-size="${size}" ${painted(paint.ink)}>${escapeXml(word)}</text>`;
  return `${swatch(1, paint.before, before)}${swatch(labelWidth(before, size) + 44, paint.bar, after)}`;
}
