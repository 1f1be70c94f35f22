import type { BarSeriesOption } from 'echarts/charts';
import { barSeries, hiddenScale, narrowest, oneLine, plainAxis } from './bar-style.ts';
import { type ChartOption, echartsSvg, paint } from './echarts-svg.ts';
import { widestLabel } from './label-width.ts';
import { type DrawingAbout, svgFrame } from './svg-frame.ts';

export type Bar = {
  readonly name: string;
  /** The length of the bar: cents, heads, hundredths. */
  readonly value: number | bigint;
  /** What stands at its end: `70.815,93 €`. */
  readonly label: string;
};

const size = 14;

/**
 * Horizontal bars in the order given, each with its name and its label: an SVG to be put into a page as it is. Grows with
 * the bars, 26 px each. `width` 340 suits a telephone, 720 (the default) a desk. The same bars give the same drawing.
 */
export function barChart(chart: DrawingAbout & { readonly bars: readonly Bar[]; readonly width?: number }): string {
  const width = chart.width ?? 720;
  const isNarrow = width < narrowest;
  const height = chart.bars.length * (isNarrow ? 42 : 26) + 8;
  const option = isNarrow ? narrowBars(chart.bars) : wideBars(chart.bars, width);
  return svgFrame(chart, { width, height }, chart.bars.length === 0 ? '' : echartsSvg(option, { width, height }));
}

function wideBars(bars: readonly Bar[], width: number): ChartOption {
  const left = Math.min(widestLabel(names(bars), size) + 14, Math.floor(width * 0.42));
  const right = widestLabel(labels(bars), size) + 12;
  const isBelowZero = bars.some((bar) => bar.value < 0);
  return {
    grid: { left: isBelowZero ? left + right : left, right, top: 4, bottom: 4 },
    xAxis: hiddenScale,
    yAxis: {
      ...nameAxis(bars),
      axisLabel: {
        color: paint.ink,
        fontSize: size,
        width: left - 12,
        overflow: 'truncate',
        margin: isBelowZero ? right + 8 : 8,
        interval: 0,
      },
    },
    series: [
      {
        ...barSeries,
        barWidth: 16,
        data: bars.map((bar) => ({
          value: Number(bar.value),
          label: {
            show: true,
            position: bar.value < 0 ? 'left' : 'right',
            formatter: () => bar.label,
            color: paint.ink,
            fontSize: size,
          },
        })),
      },
    ],
  };
}

/** Names and labels stand on a line above the bars: they hang on bars that cannot be seen, as long as the scale. */
function narrowBars(bars: readonly Bar[]): ChartOption {
  const values = bars.map((bar) => Number(bar.value));
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const above = { show: true, color: paint.ink, fontSize: size };
  return {
    grid: { left: 1, right: 1, top: 13, bottom: 0 },
    xAxis: { ...hiddenScale, min: least, max: most || 1 },
    yAxis: { ...nameAxis(bars), show: false },
    series: [
      { ...barSeries, barWidth: 12, barGap: '-100%', data: values },
      hung(bars, least, (bar) => ({ ...above, position: [0, -18], formatter: () => oneLine(bar.name) })),
      hung(bars, most || 1, (bar) => ({
        ...above,
        position: ['100%', -18],
        align: 'right',
        formatter: () => oneLine(bar.label),
      })),
    ],
  };
}

function hung(bars: readonly Bar[], value: number, label: (bar: Bar) => NonNullable<BarSeriesOption['label']>) {
  const data = bars.map((bar) => ({ value, label: label(bar) }));
  return { ...barSeries, barWidth: 12, itemStyle: { color: paint.none }, data } as const;
}

const names = (bars: readonly Bar[]) => bars.map((bar) => oneLine(bar.name));
const labels = (bars: readonly Bar[]) => bars.map((bar) => oneLine(bar.label));

const nameAxis = (bars: readonly Bar[]) => ({ ...plainAxis, data: names(bars) });
