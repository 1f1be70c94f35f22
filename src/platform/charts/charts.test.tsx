import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { type Bar, barChart } from './bar-chart.ts';
import { type Difference, differenceChart } from './difference-chart.ts';
import { Drawing } from './drawing.tsx';

const bars: Bar[] = [
  { name: 'Pontassieve', value: 7081593n, label: '70.815,93 €' },
  { name: 'Londa <b onclick="x" style="y">&', value: 3540796, label: '35.407,96 €' },
];
const entities: Difference[] = [
  {
    name: 'Londa',
    before: 1000n,
    after: 2000n,
    beforeLabel: '10,00 €',
    afterLabel: '20,00 €',
    differenceLabel: '+10,00 €',
  },
  {
    name: 'Pelago',
    before: 4000n,
    after: -2000n,
    beforeLabel: '40,00 €',
    afterLabel: '-20,00 €',
    differenceLabel: '-60,00 €',
  },
];
const about = { id: 'quote', title: 'Quote «2027» & altro', description: 'Chi paga quanto.' };
const drawings = [720, 340].flatMap((width) => [
  barChart({ ...about, bars, width }),
  differenceChart({ ...about, entities, words: { before: '2026', after: '2027' }, width }),
]);

/** Lengths of the bars of a class, in pixels, in their order. */
function lengths(svg: string, className: string): number[] {
  const paths = svg.matchAll(new RegExp(`<path d="M[0-9.]+ [0-9.]+l(-?[0-9.]+) [^"]*" class="${className}"`, 'g'));
  return [...paths].map((path) => Number(path[1]));
}

describe('every chart', () => {
  test('holds nothing that a strict content security policy blocks, and nothing of chance', () => {
    for (const svg of drawings) {
      expect(svg.replaceAll(/>[^<]*</g, '><')).not.toMatch(/ style=|<style|<script| on[a-z]+=|ecmeta|zr[0-9]|href/);
    }
    const again = [720, 340].flatMap((width) => [
      barChart({ ...about, bars, width }),
      differenceChart({ ...about, entities, words: { before: '2026', after: '2027' }, width }),
    ]);
    expect(again).toEqual(drawings);
  });

  test('is a picture with a name and a description of its own', () => {
    for (const svg of drawings) {
      expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="quote-title" aria-describedby="quote-desc"/);
      expect(svg).toContain('<title id="quote-title">Quote «2027» &amp; altro</title>');
      expect(svg).toContain('<desc id="quote-desc">Chi paga quanto.</desc>');
    }
  });

  test('keeps names and labels as texts, markup in them included', () => {
    for (const svg of [drawings[0], drawings[2]]) {
      expect(svg).toMatch(/<text [^>]*>Londa &lt;b onclick=&quot;x&quot; style=&quot;y&quot;&gt;&amp;<\/text>/);
      expect(svg).toMatch(/<text [^>]*class="drawn-ink" fill="currentColor">70\.815,93 €<\/text>/);
    }
  });

  test('gets along without anything to show', () => {
    expect(barChart({ ...about, bars: [] })).toContain('</svg>');
    expect(differenceChart({ ...about, entities: [], words: { before: 'a', after: 'b' } })).toContain('</svg>');
    expect(barChart({ ...about, bars: [{ name: 'a', value: 0, label: '0,00 €' }] })).not.toMatch(/NaN|Infinity/);
    expect(barChart({ ...about, bars: [{ name: 'a', value: 0, label: '0' }], width: 340 })).not.toMatch(/NaN|Infinity/);
  });
});

test('bars are as long as their values', () => {
  for (const width of [720, 340]) {
    const [first, second] = lengths(barChart({ ...about, bars, width }), 'drawn-bar');
    expect(second! / first!).toBeCloseTo(0.5, 2);
  }
});

test('84 bars stay readable: the drawing grows with them', () => {
  const many = Array.from({ length: 84 }, (_, index) => ({
    name: `Comune ${index}`,
    value: index,
    label: `${index} €`,
  }));
  const svg = barChart({ ...about, bars: many });
  expect(svg).toContain('viewBox="0 0 720 2192"');
  expect(svg.match(/<text /g)).toHaveLength(168);
  expect(lengths(svg, 'drawn-bar')).toHaveLength(84);
});

test('a difference shows what was, what is, and which way it went', () => {
  for (const svg of [drawings[1]!, drawings[3]!]) {
    expect(lengths(svg, 'drawn-before')).toHaveLength(2);
    const [londa, pelago] = lengths(svg, 'drawn-bar');
    expect(pelago! / londa!).toBeCloseTo(-1, 2);
    expect(svg).toMatch(/class="drawn-more" fill="#7f4d00">\+10,00 €/);
    expect(svg).toMatch(/class="drawn-less" fill="#006b47">-60,00 €/);
    expect(svg).toMatch(/>2026<\/text>.*>2027<\/text>/);
  }
});

test('a page holds the wide drawing and the narrow one, with ids of their own', () => {
  const html = renderToString(<Drawing id="q" draw={(size) => barChart({ ...about, ...size, bars })} />);
  expect(html).toContain('<div class="drawn-wide"><svg');
  expect(html).toContain('viewBox="0 0 340');
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(ids).toEqual(['q-title', 'q-desc', 'q-narrow-title', 'q-narrow-desc']);
});

test('charts leave nothing that keeps a program from ending', () => {
  const module = join(import.meta.dirname, 'bar-chart.ts');
  const program = `import { barChart } from ${JSON.stringify(module)};
    process.stdout.write(String(barChart({ id: 'a', title: 'b', bars: [{ name: 'c', value: 1, label: 'd' }] }).length));`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(Number(out)).toBeGreaterThan(300);
});
