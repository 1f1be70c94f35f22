import { strToU8, type Zippable, zipSync } from 'fflate';
import type { Language } from '../../kernel/text.ts';
import { cleanText, isWide, type Laid, type LaidCell, type LaidColumn, layOut } from './layout.ts';
import type { Sheet } from './sheet.ts';
import { columnLetters, hundredth, tabNames, type WorkbookAbout } from './workbook.ts';

const mimetype = 'application/vnd.oasis.opendocument.spreadsheet';
const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespaces = [
  ['office', 'urn:oasis:names:tc:opendocument:xmlns:office:1.0'],
  ['table', 'urn:oasis:names:tc:opendocument:xmlns:table:1.0'],
  ['text', 'urn:oasis:names:tc:opendocument:xmlns:text:1.0'],
  ['style', 'urn:oasis:names:tc:opendocument:xmlns:style:1.0'],
  ['number', 'urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0'],
  ['fo', 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'],
  ['meta', 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0'],
  ['config', 'urn:oasis:names:tc:opendocument:xmlns:config:1.0'],
  ['of', 'urn:oasis:names:tc:opendocument:xmlns:of:1.2'],
  ['ooo', 'http://openoffice.org/2004/office'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
]
  .map(([prefix, name]) => `xmlns:${prefix}="${name}"`)
  .join(' ');

/**
 * An OpenDocument 1.3 spreadsheet (ISO/IEC 26300), a tab a sheet: cells typed as currency in EUR, percentage, number or
 * date, each with its exact decimal value and the text as people read it; totals as formulas that carry their value; header
 * frozen and repeated in print.
 */
export function toOds(sheets: readonly Sheet[], about: WorkbookAbout = {}): Uint8Array {
  const at = about.at ?? new Date();
  const language = about.language ?? 'it';
  const names = tabNames(sheets);
  const tabs = sheets.map((sheet, index) => ({ sheet, laid: layOut(sheet), name: names[index]! }));
  const parts: Zippable = {
    // First and stored, so that a program can tell the format from the first bytes (ODF 1.3 part 2, 3.3).
    mimetype: [strToU8(mimetype), { level: 0 }],
    'META-INF/manifest.xml': strToU8(manifest),
    'content.xml': strToU8(content(tabs, language)),
    'styles.xml': strToU8(styles(language)),
    'meta.xml': strToU8(meta(about, sheets, at)),
    'settings.xml': strToU8(settings(tabs)),
  };
  return zipSync(parts, { mtime: at, level: 6 });
}

type Tab = { readonly sheet: Sheet; readonly laid: Laid; readonly name: string };

const manifest = `${prolog}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mimetype}"/>
${['content', 'styles', 'meta', 'settings']
  .map((part) => `<manifest:file-entry manifest:full-path="${part}.xml" manifest:media-type="text/xml"/>`)
  .join('\n')}
</manifest:manifest>`;

function content(tabs: readonly Tab[], language: Language): string {
  const columnStyles = tabs.flatMap(({ laid }, tab) =>
    laid.columns.map(
      (column, index) =>
        `<style:style style:name="t${tab}c${index}" style:family="table-column"><style:table-column-properties style:column-width="${centimetres(column.width)}"/></style:style>`,
    ),
  );
  const shapes = new Map<string, LaidColumn>();
  for (const { laid } of tabs) for (const column of laid.columns) shapes.set(styleOf(column), column);
  const cellStyles = [...shapes].map(([name, column]) => cellStyle(name, column, language));
  const tables = tabs.map((tab, index) => table(tab, index, language));
  const filters = tabs
    .filter(({ laid }) => laid.columns.length > 0)
    .map(({ name, laid, sheet }, index) => {
      const header = sheet.title ? 3 : 1;
      const quoted = `'${name.replaceAll("'", "''")}'`;
      const range = `${quoted}.A${header}:${quoted}.${columnLetters(laid.columns.length - 1)}${header + laid.rows.length}`;
      return `<table:database-range table:name="filter${index + 1}" table:target-range-address="${escapeXml(range)}" table:display-filter-buttons="true"/>`;
    });
  return `${prolog}<office:document-content ${namespaces} office:version="1.3">
<office:automatic-styles>
${[...columnStyles, ...cellStyles].join('\n')}
<style:style style:name="tall" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>
<style:style style:name="wide" style:family="table" style:master-page-name="Wide"><style:table-properties table:display="true"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>
${tables.join('\n')}
${filters.length > 0 ? `<table:database-ranges>${filters.join('')}</table:database-ranges>` : ''}
</office:spreadsheet></office:body>
</office:document-content>`;
}

function table({ sheet, laid, name }: Tab, tab: number, language: Language): string {
  const first = (sheet.title ? 3 : 1) + 1;
  const last = first + laid.rows.length - 1;
  const lines: string[] = [
    `<table:table table:name="${escapeXml(name)}" table:style-name="${isWide(laid) ? 'wide' : 'tall'}">`,
  ];
  for (const [index, column] of laid.columns.entries()) {
    lines.push(
      `<table:table-column table:style-name="t${tab}c${index}" table:default-cell-style-name="${styleOf(column)}"/>`,
    );
  }
  if (sheet.title) {
    lines.push(`<table:table-row>${textCell(sheet.title, 'Title')}</table:table-row>`, blankRow);
  }
  const header = laid.columns.map((column) =>
    textCell(column.header, column.kind === 'text' ? 'Header' : 'HeaderRight'),
  );
  lines.push(
    `<table:table-header-rows><table:table-row>${header.join('')}</table:table-row></table:table-header-rows>`,
  );
  for (const row of laid.rows) {
    const cells = row.map((cell, index) => cellXml(cell, styleOf(laid.columns[index]!), language));
    lines.push(`<table:table-row>${cells.join('')}</table:table-row>`);
  }
  if (laid.totals) {
    const cells = laid.totals.map(({ cell, sum }, index) => {
      const letters = columnLetters(index);
      const formula = sum && laid.rows.length > 0 ? `of:=SUM([.${letters}${first}:.${letters}${last}])` : undefined;
      return cellXml(cell, `${styleOf(laid.columns[index]!)}Total`, language, formula);
    });
    lines.push(`<table:table-row>${cells.join('')}</table:table-row>`);
  }
  if (sheet.notes && sheet.notes.length > 0) {
    lines.push(blankRow);
    for (const note of sheet.notes) lines.push(`<table:table-row>${textCell(note, 'Note')}</table:table-row>`);
  }
  lines.push('</table:table>');
  return lines.join('\n');
}

const blankRow = '<table:table-row><table:table-cell/></table:table-row>';

function cellXml(cell: LaidCell, style: string, language: Language, formula?: string): string {
  const open = `<table:table-cell table:style-name="${style}"${formula ? ` table:formula="${formula}"` : ''}`;
  switch (cell.kind) {
    case 'empty':
      return `${open}/>`;
    case 'text':
      return textCell(cell.text, style);
    case 'money':
      return `${open} office:value-type="currency" office:currency="EUR" office:value="${cell.decimal}"><text:p>${money(cell.decimal, language)}</text:p></table:table-cell>`;
    case 'percent':
      return `${open} office:value-type="percentage" office:value="${hundredth(cell.decimal)}"><text:p>${pointed(cell.decimal, language)}%</text:p></table:table-cell>`;
    case 'number':
      return `${open} office:value-type="float" office:value="${cell.decimal}"><text:p>${pointed(cell.decimal, language)}</text:p></table:table-cell>`;
    case 'day':
      return `${open} office:value-type="date" office:date-value="${cell.iso}"><text:p>${dayFirst(cell.iso)}</text:p></table:table-cell>`;
    case 'moment':
      return `${open} office:value-type="date" office:date-value="${cell.iso}:00"><text:p>${dayFirst(cell.iso.slice(0, 10))} ${cell.iso.slice(11)}</text:p></table:table-cell>`;
  }
}

const dayFirst = (iso: string) => iso.split('-').reverse().join('/');

function textCell(text: string, style: string): string {
  const paragraphs = cleanText(text)
    .split(/\r\n|\r|\n/)
    .map((line) => `<text:p>${spaced(escapeXml(line))}</text:p>`);
  return `<table:table-cell table:style-name="${style}" office:value-type="string">${paragraphs.join('')}</table:table-cell>`;
}

/** OpenDocument takes runs of blanks for one: the others are elements. */
function spaced(escaped: string): string {
  return escaped.replaceAll('\t', '<text:tab/>').replace(/^ +| +$| {2,}/g, (run) => `<text:s text:c="${run.length}"/>`);
}

/** A decimal text with the separators of the language. */
function pointed(decimal: string, language: Language): string {
  const [whole, decimals] = decimal.split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'it' ? '.' : ',');
  return decimals === undefined ? grouped : `${grouped}${language === 'it' ? ',' : '.'}${decimals}`;
}

function money(decimal: string, language: Language): string {
  if (language === 'it') return `${pointed(decimal, language)} €`;
  return decimal.startsWith('-') ? `-€${pointed(decimal.slice(1), language)}` : `€${pointed(decimal, language)}`;
}

/** The name of the style of a column's cells; columns of one kind and as many decimals share it. */
function styleOf(column: LaidColumn): string {
  return column.kind === 'number' || column.kind === 'percent' ? `${column.kind}${column.decimals}` : column.kind;
}

function cellStyle(name: string, column: LaidColumn, language: Language): string {
  const alignment = column.kind === 'text' ? 'start' : 'end';
  const locale = localeOf(language, 'number');
  const figures = `number:decimal-places="${column.decimals}" number:min-decimal-places="${column.decimals}" number:min-integer-digits="1" number:grouping="true"`;
  const dayFigures =
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>';
  const dataStyle = {
    text: `<number:text-style style:name="D${name}"><number:text-content/></number:text-style>`,
    number: `<number:number-style style:name="D${name}" ${locale}><number:number ${figures}/></number:number-style>`,
    percent: `<number:percentage-style style:name="D${name}" ${locale}><number:number ${figures}/><number:text>%</number:text></number:percentage-style>`,
    money:
      language === 'it'
        ? `<number:currency-style style:name="D${name}" ${locale}><number:number ${figures}/><number:text> </number:text><number:currency-symbol ${locale}>€</number:currency-symbol></number:currency-style>`
        : `<number:currency-style style:name="D${name}" ${locale}><number:currency-symbol ${locale}>€</number:currency-symbol><number:number ${figures}/></number:currency-style>`,
    day: `<number:date-style style:name="D${name}" ${locale}>${dayFigures}</number:date-style>`,
    moment: `<number:date-style style:name="D${name}" ${locale}>${dayFigures}<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>`,
  }[column.kind];
  const style = (suffix: string, more: string, weight: string) =>
    `<style:style style:name="${name}${suffix}" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="D${name}"><style:table-cell-properties style:vertical-align="top"${more}/><style:paragraph-properties fo:text-align="${alignment}"/>${weight}</style:style>`;
  return `${dataStyle}
${style('', '', '')}
${style('Total', ' fo:border-top="0.5pt solid #5c6f82"', bold)}`;
}

const bold = '<style:text-properties fo:font-weight="bold"/>';

function styles(language: Language): string {
  const plain = (name: string, display: string, cell: string, alignment: string, properties: string) =>
    `<style:style style:name="${name}" style:display-name="${display}" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties ${cell}/><style:paragraph-properties fo:text-align="${alignment}"/>${properties}</style:style>`;
  const head = 'fo:background-color="#e6ecf2" fo:border-bottom="0.5pt solid #5c6f82" fo:wrap-option="wrap"';
  return `${prolog}<office:document-styles ${namespaces} office:version="1.3">
<office:styles>
<style:default-style style:family="table-cell"><style:text-properties fo:font-size="10pt" ${localeOf(language, 'fo')}/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/>
${plain('Title', 'Title', 'style:vertical-align="top"', 'start', '<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/>')}
${plain('Header', 'Header', head, 'start', bold)}
${plain('HeaderRight', 'Header right', head, 'end', bold)}
${plain('Note', 'Note', 'style:vertical-align="top"', 'start', '<style:text-properties fo:font-style="italic"/>')}
</office:styles>
<office:automatic-styles>
${pageLayout('tall', '21cm', '29.7cm', 'portrait')}
${pageLayout('wide', '29.7cm', '21cm', 'landscape')}
</office:automatic-styles>
<office:master-styles>
${masterPage('Default', 'tall')}
${masterPage('Wide', 'wide')}
</office:master-styles>
</office:document-styles>`;
}

function pageLayout(name: string, width: string, height: string, orientation: string): string {
  const margins = ['top', 'bottom', 'left', 'right'].map((side) => `fo:margin-${side}="1.5cm"`).join(' ');
  return `<style:page-layout style:name="${name}"><style:page-layout-properties fo:page-width="${width}" fo:page-height="${height}" style:print-orientation="${orientation}" ${margins} style:scale-to-X="1" style:scale-to-Y="0"/><style:footer-style><style:header-footer-properties fo:min-height="0.75cm" fo:margin-top="0.25cm"/></style:footer-style></style:page-layout>`;
}

function masterPage(name: string, layout: string): string {
  return `<style:master-page style:name="${name}" style:page-layout-name="${layout}"><style:footer><style:region-center><text:p><text:page-number>1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:region-center></style:footer></style:master-page>`;
}

function localeOf(language: Language, prefix: 'fo' | 'number'): string {
  const country = language === 'it' ? 'IT' : 'IE';
  return `${prefix}:language="${language}" ${prefix}:country="${country}"`;
}

function meta(about: WorkbookAbout, sheets: readonly Sheet[], at: Date): string {
  const when = `${at.toISOString().slice(0, 19)}Z`;
  const author = about.author ? `<dc:creator>${escapeXml(cleanText(about.author))}</dc:creator>` : '';
  return `${prolog}<office:document-meta ${namespaces} office:version="1.3"><office:meta><meta:generator>Comunanza</meta:generator><dc:title>${escapeXml(cleanText(about.title ?? sheets[0]?.title ?? ''))}</dc:title>${author}<meta:creation-date>${when}</meta:creation-date><dc:date>${when}</dc:date><dc:language>${about.language ?? 'it'}</dc:language></office:meta></office:document-meta>`;
}

/** Where OpenDocument leaves a matter to the program: the frozen header, kept as LibreOffice does. */
function settings(tabs: readonly Tab[]): string {
  const item = (name: string, type: string, value: string | number) =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  const views = tabs.map(({ sheet, laid, name }) => {
    const above = sheet.title ? 3 : 1;
    const beside = laid.columns.length > 1 && laid.columns[0]?.kind === 'text' ? 1 : 0;
    const items = [
      item('HorizontalSplitMode', 'short', beside > 0 ? 2 : 0),
      item('VerticalSplitMode', 'short', 2),
      item('HorizontalSplitPosition', 'int', beside),
      item('VerticalSplitPosition', 'int', above),
      item('ActiveSplitRange', 'short', beside > 0 ? 3 : 2),
      item('PositionLeft', 'int', 0),
      item('PositionRight', 'int', beside),
      item('PositionTop', 'int', 0),
      item('PositionBottom', 'int', above),
    ];
    return `<config:config-item-map-entry config:name="${escapeXml(name)}">${items.join('')}</config:config-item-map-entry>`;
  });
  return `${prolog}<office:document-settings ${namespaces} office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${item('ViewId', 'string', 'view1')}<config:config-item-map-named config:name="Tables">${views.join('')}</config:config-item-map-named>${tabs[0] ? item('ActiveTable', 'string', escapeXml(tabs[0].name)) : ''}</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`;
}

function centimetres(characters: number): string {
  return `${(characters * 0.2 + 0.2).toFixed(2)}cm`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
