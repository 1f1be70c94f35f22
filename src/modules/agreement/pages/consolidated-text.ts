import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { type PdfData, renderPdf } from '../../../platform/pdf/render-pdf.ts';
import { readText } from '../actions/read-text.ts';
import { showAgreement } from '../actions/show-agreement.ts';
import { showDocument } from '../actions/show-document.ts';
import { messages } from '../messages.ts';
import { shownReading, termGroups } from './term-words.ts';

type TextShown = z.output<(typeof readText)['output']>;

/** The consolidated text as tagged PDF. */
export const textAsPdf: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/testo.pdf',
  open: true,
  answer: async (request) => {
    const { language } = request;
    const agreement = await request.perform(readText, {});
    const content = await renderPdf({
      template: 'modules/agreement/pages/consolidated-text.typ',
      language,
      title: agreement.name[language],
      at: request.now.instant,
      data: printed(agreement, language),
    });
    return { kind: 'file', name: `${agreement.id}.pdf`, type: 'application/pdf', content };
  },
};

/** The document in force as it was imported. */
export const textAsYaml: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/testo.yaml',
  open: true,
  answer: async (request) => {
    const { number } = await request.perform(showAgreement, {});
    const { id, written } = await request.perform(showDocument, { number });
    return { kind: 'file', name: `${id}.yaml`, type: 'application/yaml; charset=utf-8', content: written };
  },
};

/** Any imported document, with its number. */
export const documentAsYaml: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/testi/:number/documento.yaml',
  open: true,
  example: { number: '1' },
  answer: async (request) => {
    const { id, number, written } = await request.perform(showDocument, { number: request.params.number! });
    return { kind: 'file', name: `${id}-${number}.yaml`, type: 'application/yaml; charset=utf-8', content: written };
  },
};

function printed(agreement: TextShown, language: Language): { readonly [key: string]: PdfData } {
  const m = messages[language];
  const usual = beginningOf(agreement.clauses[0], language);
  const parts = [
    ...agreement.parts.map(({ id, title }) => ({ id: id as string | null, title: title[language] })),
    { id: null, title: m.otherClauses },
  ];
  return {
    association: agreement.shortName,
    office: agreement.office?.name ?? agreement.lead,
    subtitle: `${m.consolidated}, ${m.consolidatedOn(showDay(agreement.on, language))}`,
    reference: `${m.document(agreement.number)} · SHA-256 ${agreement.sha256.slice(0, 16)}`,
    remark: m.ownWords,
    facts: [
      [m.type, agreement.type[language]],
      [m.act, agreement.act ?? ''],
      [m.lead, agreement.lead],
      ...agreement.acts.map(({ title }, place): [string, string] => [place === 0 ? m.acts : ' ', title[language]]),
      [m.usualVersion, usual],
    ].filter(([, value]) => value !== ''),
    parts: parts
      .map(({ id, title }) => ({
        title,
        clauses: agreement.clauses
          .filter(({ part }) => part === id)
          .map((clause) => printedClause(clause, { language, usual })),
      }))
      .filter(({ clauses }) => clauses.length > 0),
  };
}

type Clause = TextShown['clauses'][number];

function versionOf(clause: Clause | undefined): Clause['versions'][number] | undefined {
  return clause?.versions.find(({ inForce }) => inForce) ?? clause?.versions.at(-1);
}

/** From when and by which act the values of a clause hold. */
function beginningOf(clause: Clause | undefined, language: Language): string {
  const version = versionOf(clause);
  const since = version?.since ? messages[language].since(showDay(version.since, language)) : '';
  return [since, version?.act?.title[language] ?? ''].filter(Boolean).join(' · ');
}

/** @param usual the beginning that is said once, at the head of the text */
function printedClause(clause: Clause, { language, usual }: { language: Language; usual: string }): PdfData {
  const m = messages[language];
  const version = versionOf(clause);
  const beginning = beginningOf(clause, language);
  return {
    id: clause.id,
    heading: `${clause.article} — ${clause.title[language]}`,
    summary: clause.summary[language],
    since: beginning === usual ? '' : beginning,
    values: termGroups(version?.values ?? [], language).flatMap(({ title, items }) =>
      items.map(({ label, value }) => [[title, label].filter(Boolean).join(' · '), value]),
    ),
    readings: clause.readings.map((reading) => ({
      question: reading.question[language],
      chosen: shownReading(reading, reading.value, language),
      nature: m[`nature.${reading.nature}`],
    })),
    notes: clause.notes.map((note) => note[language]),
    laws: clause.legalReferences.map(({ reference, today }) => [reference, today?.[language] ?? '']),
    labels: { values: m.valuesTitle, readings: m.readings, notes: m.ourNotes, laws: m.laws },
  };
}
