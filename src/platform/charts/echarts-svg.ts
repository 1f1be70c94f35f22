import { BarChart, type BarSeriesOption } from 'echarts/charts';
import { GridComponent, type GridComponentOption } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([BarChart, GridComponent, SVGRenderer]);

export type ChartOption = echarts.ComposeOption<BarSeriesOption | GridComponentOption>;

/**
 * The colours a chart is drawn with. ECharts writes them into the drawing, where each becomes a class of the site's
 * stylesheet (`drawn-bar`, …) with a colour for where there is none.
 */
export const paint = {
  ink: '#010101',
  muted: '#010102',
  bar: '#010103',
  before: '#010104',
  more: '#010105',
  less: '#010106',
  /** Takes its place and is not seen. */
  none: 'none',
} as const;

const classes: Readonly<Record<string, readonly [className: string, colour: string]>> = {
  [paint.ink]: ['drawn-ink', 'currentColor'],
  [paint.muted]: ['drawn-muted', '#4c5d6e'],
  [paint.bar]: ['drawn-bar', '#0066cc'],
  [paint.before]: ['drawn-before', '#7d91a5'],
  [paint.more]: ['drawn-more', '#7f4d00'],
  [paint.less]: ['drawn-less', '#006b47'],
};

/** The attributes of what is drawn with one of the paints outside ECharts. */
export function painted(colour: (typeof paint)[keyof typeof paint]): string {
  const [className, plain] = classes[colour]!;
  return `class="${className}" fill="${plain}"`;
}

/** What ECharts draws, without its own `<svg>`, and without anything that a strict content security policy blocks. */
export function echartsSvg(option: ChartOption, size: { width: number; height: number }): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, ...option });
    return plainSvg(chart.renderToSVGString());
  } finally {
    // Without it its timers keep the process from ending.
    chart.dispose();
  }
}

/** From ECharts' markup to ours. Texts are escaped in it, quotes included, so that a tag holds its own attributes only. */
function plainSvg(drawn: string): string {
  const inner = drawn
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/<(rect|path) [^>]*fill="none"(?![^>]* stroke=)[^>]*><\/\1>/g, '');
  return inner
    .replace(
      /<([a-z]+)((?: [^<>]*)?)>/gi,
      (_, tag: string, attributes: string) => `<${tag}${plainAttributes(attributes)}>`,
    )
    .replace(/><\/(?:path|rect|line|polyline)>/g, '/>')
    .replace(/>\s+</g, '><')
    .trim();
}

function plainAttributes(written: string): string {
  const kept: string[] = [];
  for (const [, name, value] of written.matchAll(/([a-z:_-]+)="([^"]*)"/gi) as Iterable<RegExpMatchArray>) {
    if (name === undefined || value === undefined) continue;
    if (/^(?:ecmeta_|class$|xml:space$)/.test(name)) continue;
    if (name === 'style') kept.push(...presentation(value));
    else if ((name === 'fill' || name === 'stroke') && classes[value]) {
      const [className, colour] = classes[value];
      kept.push(`class="${className}"`, `${name}="${colour}"`);
    } else kept.push(`${name}="${value}"`);
  }
  return kept.map((attribute) => ` ${attribute}`).join('');
}

/** Style declarations as attributes; the typeface is the page's. */
function presentation(style: string): string[] {
  return style
    .split(';')
    .map((declaration) => declaration.split(':').map((part) => part.trim()))
    .filter(([property, value]) => property && value && property !== 'font-family')
    .map(([property, value]) => `${property}="${value}"`);
}
