import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedAgreement, shippedNames } from '../agreement/index.ts';
import { documentJsonSchema } from '../agreement/rules/index.ts';
import { runExample } from './examples.ts';

describe('the agreements that come with the product', () => {
  it('are the five', () => {
    expect(shippedNames().sort()).toEqual(['asti', 'calatino', 'empolese-valdelsa', 'lecco', 'valdarno-valdisieve']);
  });

  for (const name of shippedNames()) {
    const { document } = shippedAgreement(name)!;
    for (const clause of document.clauses) {
      for (const example of clause.examples) {
        it(`[${clause.requirement.join(', ')}] ${name}: ${example.title.en}`, () => {
          expect(runExample(document, example)).toEqual({ passes: true });
        });
      }
    }
  }

  it('the JSON Schema beside them is the one of the format (npx comunanza agreement schema)', () => {
    const beside = JSON.parse(
      readFileSync(new URL('../../../agreements/agreement.schema.json', import.meta.url), 'utf8'),
    );
    expect(beside).toEqual(JSON.parse(JSON.stringify(documentJsonSchema())));
  });
});
