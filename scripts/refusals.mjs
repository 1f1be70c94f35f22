// Writes docs/refusals.md: every way the product says no, read from the sources. `--check`: only whether the file is current.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const folder = join(import.meta.dirname, '..');
const target = join(folder, 'docs', 'refusals.md');

function* sources(path) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) yield* sources(inner);
    else if (/\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)) yield inner;
  }
}

/** A sentence as written, with … where a value goes. */
function sentence(node) {
  if (!node) return '';
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('');
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].map(sentence).filter(Boolean).join(' / ');
  return '…';
}

function member(object, name) {
  const found = object.properties.find(
    (property) => ts.isPropertyAssignment(property) && property.name.getText() === name,
  );
  return found?.initializer;
}

/** Both languages of `{ it, en }`, `text(it, en)` or a choice between such. */
function bilingual(node) {
  if (!node) return { it: '', en: '' };
  if (ts.isObjectLiteralExpression(node)) return { it: sentence(member(node, 'it')), en: sentence(member(node, 'en')) };
  if (ts.isCallExpression(node) && node.arguments.length >= 2)
    return { it: sentence(node.arguments[0]), en: sentence(node.arguments[1]) };
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [bilingual(node.whenTrue), bilingual(node.whenFalse)];
    return { it: [yes.it, no.it].filter(Boolean).join(' / '), en: [yes.en, no.en].filter(Boolean).join(' / ') };
  }
  return { it: '…', en: '…' };
}

const status = { rule: 422, conflict: 409, forbidden: 403, missing: 404 };
const rows = [];
for (const file of sources(join(folder, 'src'))) {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const visit = (node) => {
    if (ts.isObjectLiteralExpression(node)) {
      const [code, kind] = [member(node, 'code'), member(node, 'kind')];
      if (
        code &&
        kind &&
        ts.isStringLiteral(code) &&
        code.text.includes('/') &&
        ts.isStringLiteral(kind) &&
        kind.text in status
      ) {
        rows.push({
          code: code.text,
          kind: kind.text,
          says: bilingual(member(node, 'says')),
          remedy: bilingual(member(node, 'remedy')),
          file: relative(folder, file),
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}
rows.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const lines = [
  '# Refusals',
  '',
  'Every way the product says no, from the sources (`node scripts/refusals.mjs`). A refusal is one sentence, the article where a',
  'clause decides, and what to do. On the command line it exits with 3; the API answers with the status below.',
  '',
];
let module = '';
for (const { code, kind, says, remedy, file } of rows) {
  if (code.split('/')[0] !== module) {
    module = code.split('/')[0];
    lines.push(`## ${module}`, '', '| code | status | Italian | English | source |', '|---|---|---|---|---|');
  }
  const join2 = (language) =>
    cell([says[language], remedy[language] && `*${remedy[language]}*`].filter(Boolean).join(' '));
  lines.push(`| \`${code}\` | ${status[kind]} | ${join2('it')} | ${join2('en')} | ${file} |`);
  if (rows[rows.indexOf(rows.find((row) => row.code === code && row.file === file)) + 1]?.code.split('/')[0] !== module)
    lines.push('');
}
const text = `${lines.join('\n').trimEnd()}\n`;
if (process.argv.includes('--check')) {
  let current = '';
  try {
    current = readFileSync(target, 'utf8');
  } catch {}
  if (current !== text) {
    process.stderr.write('docs/refusals.md is not current: run node scripts/refusals.mjs\n');
    process.exit(1);
  }
} else writeFileSync(target, text);
