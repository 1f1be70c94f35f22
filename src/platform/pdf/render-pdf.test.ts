import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cents } from '../../kernel/money.ts';
import { text } from '../../kernel/text.ts';
import { count, fact, money, step } from '../../kernel/trace.ts';
import { explanationSteps } from './explanation-steps.ts';
import { type PdfData, type PdfRequest, renderPdf } from './render-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = new Date('2027-03-04T10:00:00Z');
const nasty = '#strong[a] *b* _c_ <b>d</b> $e$ @f \\ `g` // h /* i */ "j"';

function specimen(change: { rows?: number; [key: string]: PdfData | undefined } = {}): PdfRequest {
  const { rows = 3, ...rest } = change;
  const data = {
    association: 'Unione Valdarno e Valdisieve',
    office: 'Servizio informatico associato',
    subtitle: 'Comune di Londa',
    reference: 'Determina n. 114',
    facts: [
      ['Importo dovuto', '7.019,16 €'],
      ['Da pagare entro', '30 giugno 2027'],
    ],
    remark: 'Importi in euro.',
    table: {
      heading: 'Quote per ente',
      columns: [
        { key: 'entity', header: 'Ente', kind: 'text' },
        { key: 'part', header: 'Parte', kind: 'percent' },
        { key: 'share', header: 'Quota annuale', kind: 'money' },
      ],
      rows: Array.from({ length: rows }, (_, index) => ({
        entity: `Comune ${index + 1}`,
        part: '7,02%',
        share: `${index + 1}.019,16 €`,
      })),
      totals: { entity: 'Totale', part: '100,00%', share: '70.815,93 €' },
    },
    why: { heading: 'Da dove viene', steps: [{ says: 'metà per PC', from: [{ says: '130 su 388', from: [] }] }] },
    signatures: [
      ['Il presidente', 'Nome Cognome'],
      ['Il segretario', ''],
    ],
    ...rest,
  } as PdfRequest['data'];
  return { template: 'platform/pdf/specimen.typ', data, language: 'it', title: 'Rendiconto della quota 2027', at };
}

function poppler(program: 'pdfinfo' | 'pdftotext', bytes: Uint8Array, options: string[]): string {
  const file = join(folder, 'document.pdf');
  writeFileSync(file, bytes);
  const target = program === 'pdftotext' ? [file, '-'] : [file];
  return execFileSync(program, [...options, ...target], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
const shown = (bytes: Uint8Array) => poppler('pdftotext', bytes, ['-layout']).replaceAll('\u00a0', ' ');

function popplerIsThere(): boolean {
  try {
    execFileSync('pdfinfo', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const missing = popplerIsThere() ? false : 'poppler-utils is not installed';

describe('a document', () => {
  test('is tagged PDF/A-2a with title, language, pages and head on each of them', async ({ skip }) => {
    skip(missing !== false, String(missing));
    const bytes = await renderPdf(specimen({ rows: 84 }));
    const info = poppler('pdfinfo', bytes, []);
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(/Title: +Rendiconto della quota 2027/);
    expect(info).toMatch(/Author: +Unione Valdarno e Valdisieve/);
    expect(info).toMatch(/Pages: +3/);
    const meta = poppler('pdfinfo', bytes, ['-meta']);
    expect(meta).toContain('<dc:language><rdf:Bag><rdf:li>it-IT</rdf:li>');
    expect(meta).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    const pages = shown(bytes).split('\f').slice(0, -1);
    expect(pages).toHaveLength(3);
    for (const [index, page] of pages.entries()) expect(page).toContain(`pagina ${index + 1} di 3`);
    for (const page of pages.slice(0, 2)) expect(page).toMatch(/Ente +Parte +Quota annuale/);
    expect(pages[1]).toMatch(/Rendiconto della quota 2027 +Unione Valdarno e Valdisieve/);
  });

  test('shows its amounts, its totals and its explanation', async ({ skip }) => {
    skip(missing !== false, String(missing));
    const words = shown(await renderPdf(specimen()));
    expect(words).toMatch(/Importo dovuto +7\.019,16 €/);
    expect(words).toMatch(/Comune 3 +7,02% +3\.019,16 €/);
    expect(words).toMatch(/Totale +100,00% +70\.815,93 €/);
    expect(words).toContain('metà per PC');
    expect(words).toContain('– 130 su 388');
  });

  test('tells a screen reader what is heading, list and table', async ({ skip }) => {
    skip(missing !== false, String(missing));
    const tree = poppler('pdfinfo', await renderPdf(specimen()), ['-struct-text']);
    expect(tree).toMatch(/H1 "Rendiconto della quota 2027"/);
    expect(tree).toMatch(/H2 "Quote per ente"/);
    expect(tree).toMatch(/TH <U1x2y0>:\s+\/Scope \/Column/);
    for (const tag of ['Table', 'THead', 'TBody', 'TFoot', 'LI', 'LBody', 'P']) {
      expect(tree).toMatch(new RegExp(`^ +${tag}\\b`, 'm'));
    }
  });

  test('passes the checks of PDF/UA-1 as well', async ({ skip }) => {
    skip(missing !== false, String(missing));
    const bytes = await renderPdf({ ...specimen(), standard: 'ua-1' });
    expect(poppler('pdfinfo', bytes, ['-meta'])).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  test('speaks English when asked', async ({ skip }) => {
    skip(missing !== false, String(missing));
    const bytes = await renderPdf({ ...specimen(), language: 'en' });
    expect(shown(bytes)).toContain('page 1 of 1');
    expect(poppler('pdfinfo', bytes, ['-meta'])).toContain('<rdf:li>en-IE</rdf:li>');
  });

  test('prints markup in names as plain text, also in its title', async ({ skip }) => {
    skip(missing !== false, String(missing));
    const bytes = await renderPdf({
      ...specimen({ association: nasty, remark: nasty, facts: [[nasty, nasty]], subtitle: nasty }),
      title: nasty,
    });
    expect(poppler('pdfinfo', bytes, [])).toContain(nasty);
    const bare = (words: string) => words.replace(/\s+/g, '');
    expect(bare(poppler('pdftotext', bytes, ['-raw'])).split(bare(nasty))).toHaveLength(7);
  });

  test('prints what no font has as a replacement mark instead of failing', async ({ skip }) => {
    skip(missing !== false, String(missing));
    const odd = 'Comune 😀 di 東京 a\u0007b\tc d\ud800e 👨‍👩‍👧 fine';
    const words = shown(await renderPdf({ ...specimen({ subtitle: odd }), title: `${odd} "x\\u{1F600}"` }));
    expect(words).toContain('Comune � di �� a�b c d�e');
    expect(words).toContain('"x\\u{1F600}"');
  });

  test('shrinks a wide table until names have room, and bears an empty one', async ({ skip }) => {
    skip(missing !== false, String(missing));
    const keys = Array.from({ length: 8 }, (_, index) => `k${index}`);
    const wide = {
      heading: 'x',
      columns: [
        { key: 'entity', header: 'Ente', kind: 'text' },
        ...keys.map((key) => ({ key, header: 'Licenze e canoni', kind: 'money' })),
      ],
      rows: [{ entity: 'Pontassieve', ...Object.fromEntries(keys.map((key) => [key, '1.100.000,00 €'])) }],
      totals: {},
    };
    const line = shown(await renderPdf(specimen({ table: wide })))
      .split('\n')
      .find((one) => one.includes('Pontassieve'));
    expect(line?.match(/1\.100\.000,00 €/g)).toHaveLength(8);
    const empty = { ...wide, rows: [] };
    expect(shown(await renderPdf(specimen({ table: empty })))).toContain('Ente');
  });
});

test('an explanation becomes sentences below sentences', () => {
  const pcs = fact(text('PC in uso', 'PCs in use'), count(130), 'workstations', '2026-12-31');
  const trace = step(text('quota', 'share'), money(cents(701916)), text('metà per PC', 'half by PC'), [pcs]);
  expect(explanationSteps(trace, 'it')).toEqual({
    says: 'quota: 7.019,16 € — metà per PC',
    from: [{ says: expect.stringMatching(/^PC in uso: 130 — .*2026/), from: [] }],
  });
});

test('the same request at the same instant gives the same bytes', async () => {
  const [first, second] = [await renderPdf(specimen()), await renderPdf(specimen())];
  expect(Buffer.compare(first!, second!)).toBe(0);
});

test('documents asked for at once do not mix', async ({ skip }) => {
  skip(missing !== false, String(missing));
  const names = Array.from({ length: 12 }, (_, index) => `Comune numero ${index} di dodici`);
  const made = await Promise.all(names.map((subtitle) => renderPdf(specimen({ subtitle }))));
  for (const [index, bytes] of made.entries()) expect(shown(bytes)).toContain(names[index]);
});

test('a template that fails is a fault with its place and the reason', async () => {
  await expect(renderPdf({ ...specimen(), data: {} })).rejects.toThrow(
    /specimen\.typ does not compile:\nplatform\/pdf\/specimen\.typ:4:21: dictionary does not contain key "association"/,
  );
  await expect(renderPdf({ ...specimen(), template: 'platform/pdf/absent.typ' })).rejects.toThrow('file not found');
});

test('a template cannot read outside src', async () => {
  await expect(renderPdf({ ...specimen(), template: '../secret.typ' })).rejects.toThrow('not in workspace');
});

test('hundreds of documents leave no memory behind', async () => {
  const make = async (from: number, to: number) => {
    for (let index = from; index < to; index++) await renderPdf(specimen({ subtitle: `documento ${index}`, rows: 40 }));
  };
  await make(0, 60);
  const before = process.memoryUsage().rss;
  await make(60, 260);
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
});
