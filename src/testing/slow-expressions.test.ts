import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '..');

/** Worse than the square of the length, and harmless: who writes the text they read. */
const harmless: Readonly<Record<string, string>> = {
  'platform/mail/mail-server.ts': 'the sender’s address in the environment, written by the operator',
  'platform/charts/echarts-svg.ts': 'drawings made here, whose texts are escaped',
};

type Found = { readonly source: string; readonly flags: string; readonly files: Set<string> };

/** Squares of a length are bounded by the largest body and by the limits of fields; anything steeper is not. */
test('no regular expression of ours takes more time than the square of what it reads', {
  timeout: 180_000,
}, async () => {
  const expressions = [...written().values()];
  expect(expressions.length).toBeGreaterThan(100);
  const slow: string[] = [];
  const waiting = [...expressions];
  const worker = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      const checked = await check(one.source, one.flags, { timeout: 2000 });
      const complexity = checked.status === 'unknown' ? undefined : checked.complexity;
      const steep = complexity?.type === 'exponential' || (complexity?.type === 'polynomial' && complexity.degree > 2);
      const where = [...one.files].filter((file) => !(file in harmless));
      if (steep && where.length > 0)
        slow.push(`/${one.source}/${one.flags} (${where.join(', ')}): ${complexity.summary}`);
    }
  };
  await Promise.all([worker(), worker()]);
  expect(slow).toEqual([]);
});

/** Every literal expression in the product, with the files it stands in. */
function written(): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const path of files(source)) {
    const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, false);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const expression = node.text.slice(1, end);
        const flags = node.text.slice(end + 1);
        const one = found.get(node.text) ?? { source: expression, flags, files: new Set() };
        one.files.add(path.slice(source.length + 1));
        found.set(node.text, one);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return found;
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'testing' ? [] : files(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
