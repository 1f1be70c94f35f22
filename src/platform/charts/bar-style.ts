import { paint } from './echarts-svg.ts';

/** Below this width a chart is laid out for a telephone: names stand above their bars. */
export const narrowest = 480;

export const hiddenScale = { type: 'value', show: false } as const;

export const barSeries = {
  type: 'bar',
  silent: true,
  emphasis: { disabled: true },
  itemStyle: { color: paint.bar },
} as const;

/** One place a name, the first at the top, without a line. */
export const plainAxis = {
  type: 'category',
  inverse: true,
  axisLine: { show: false, onZero: false },
  axisTick: { show: false },
} as const;

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
