import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Language, languages } from '../../kernel/text.ts';
import { shippedAgreement } from '../agreement/index.ts';
import { checkDocument, documentJsonSchema, largestDocument } from '../agreement/rules/index.ts';
import type { Surroundings } from './command.ts';
import { runExample } from './examples.ts';

/**
 * `comunanza agreement check FILE [--json] [--lang it|en]`: every problem of a document with its clause, line and remedy, and
 * every worked example that does not come out. `comunanza agreement schema`: the JSON Schema of the format.
 * Returns the exit status: 0 all well, 2 something is wrong.
 */
export async function agreementCommand(
  words: readonly string[],
  { stdin, stdout, folder }: Surroundings,
): Promise<number> {
  const json = words.includes('--json');
  const wanted = words[words.indexOf('--lang') + 1];
  const language: Language =
    words.includes('--lang') && languages.includes(wanted as Language) ? (wanted as Language) : 'it';
  const [verb, file] = words.filter((word, place) => !word.startsWith('--') && words[place - 1] !== '--lang');
  const say = (text: string) => stdout.write(`${text}\n`);
  if (verb === 'schema') {
    say(JSON.stringify(documentJsonSchema(), null, 2));
    return 0;
  }
  if (verb !== 'check' || file === undefined) {
    say(
      language === 'it'
        ? 'comunanza agreement check FILE [--json]\ncomunanza agreement schema\n\nEsempio:\n  comunanza agreement check agreements/lecco.yaml'
        : 'comunanza agreement check FILE [--json]\ncomunanza agreement schema\n\nExample:\n  comunanza agreement check agreements/lecco.yaml',
    );
    return words.includes('--help') ? 0 : 2;
  }
  const written = await read(file, folder, stdin);
  if ('missing' in written) {
    const says = { it: `Il file «${file}» ${written.missing.it}.`, en: `The file "${file}" ${written.missing.en}.` }[
      language
    ];
    say(json ? JSON.stringify({ problems: [{ path: '', line: 0, says }] }) : says);
    return 2;
  }
  const checked = checkDocument(written.text);
  const problems = checked.ok
    ? failingExamples(checked.document)
    : checked.problems.map(({ says, remedy, ...where }) => ({
        ...where,
        says: says[language],
        remedy: remedy[language],
      }));
  if (json)
    say(
      JSON.stringify(
        checked.ok && problems.length === 0
          ? { good: true, clauses: checked.document.clauses.length, problems: [] }
          : { good: false, problems },
      ),
    );
  else if (problems.length === 0 && checked.ok) {
    const { clauses } = checked.document;
    const examples = clauses.reduce((sum, clause) => sum + clause.examples.length, 0);
    say(
      language === 'it'
        ? `Il documento è corretto: ${clauses.length} clausole, ${examples} esempi calcolati come scritto.`
        : `The document is good: ${clauses.length} clauses, ${examples} examples come out as written.`,
    );
  } else {
    for (const problem of problems) {
      say(
        `${file}:${problem.line}:${problem.column}${problem.clause ? ` [${problem.clause}]` : ''} ${problem.path}\n  ${problem.says}\n  → ${problem.remedy}`,
      );
    }
  }
  return problems.length === 0 ? 0 : 2;

  function failingExamples(document: Parameters<typeof runExample>[0]) {
    return document.clauses.flatMap((clause, place) =>
      clause.examples.flatMap((example, number) => {
        const outcome = runExample(document, example);
        if (outcome.passes) return [];
        const differences = outcome.differences
          .map(({ path, expected, computed }) => `${path}: ${JSON.stringify(expected)} ≠ ${JSON.stringify(computed)}`)
          .join('; ');
        const { line, column } = whereIs('text' in written ? written.text : '', clause.id);
        return [
          {
            path: `clauses[${place}].examples[${number}]`,
            clause: clause.id,
            line,
            column,
            says:
              language === 'it'
                ? `L'esempio «${example.title.it}» non torna. ${outcome.says?.it ?? ''} ${differences}`.trim()
                : `The example "${example.title.en}" does not come out. ${outcome.says?.en ?? ''} ${differences}`.trim(),
            remedy:
              language === 'it'
                ? "Correggere i valori della clausola o ciò che l'esempio attende."
                : 'Correct the values of the clause or what the example expects.',
          },
        ];
      }),
    );
  }
}

/** The line of a clause's id in the text. */
function whereIs(text: string, clause: string): { line: number; column: number } {
  const lines = text.split('\n');
  const place = lines.findIndex((line) =>
    new RegExp(`id: ['"]?${clause.replaceAll('.', '\\.')}['"]?\\s*([,}#]|$)`).test(line),
  );
  return { line: place + 1, column: Math.max(1, (lines[place]?.indexOf('id:') ?? 0) + 1) };
}

async function read(
  file: string,
  folder: string,
  stdin: Surroundings['stdin'],
): Promise<{ text: string } | { missing: { it: string; en: string } }> {
  if (file === '-') {
    let text = '';
    for await (const chunk of stdin) {
      text += String(chunk);
      if (text.length > largestDocument * 2) return { missing: { it: 'è troppo grande', en: 'is too large' } };
    }
    return { text };
  }
  const path = resolve(folder, file);
  if (!existsSync(path)) {
    const shipped = shippedAgreement(file);
    return shipped ? { text: shipped.written } : { missing: { it: 'non esiste', en: 'does not exist' } };
  }
  const stat = statSync(path);
  if (!stat.isFile()) return { missing: { it: 'non è un file', en: 'is not a file' } };
  if (stat.size > largestDocument * 4) return { missing: { it: 'è troppo grande', en: 'is too large' } };
  return { text: readFileSync(path, 'utf8') };
}
