import type { PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { type ListFilter, ListPage } from '../../../platform/pages/list-page.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { showAgreement } from '../actions/show-agreement.ts';
import { messages } from '../messages.ts';
import { AgreementTabs, agreementCrumbs } from './agreement-tabs.tsx';
import type { AgreementShown } from './find-clauses.ts';
import { shownReading } from './term-words.ts';

const natures = ['text', 'reading', 'silent', 'missing'] as const;
type Nature = (typeof natures)[number];

const tones = { text: 'neutral', reading: 'attention', silent: 'attention', missing: 'bad' } as const;

/** All the readings of the agreement in force: nature, question, choice, clause. */
export const readingsPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/letture',
  open: true,
  answer: async (request) => {
    const agreement = await request.perform(showAgreement, {});
    const nature = natures.find((each) => each === request.query.natura) ?? null;
    return {
      kind: 'page',
      title: messages[request.language].readings,
      crumbs: agreementCrumbs(request.association!, request.language),
      scope: 'association',
      body: <ReadingsPage agreement={agreement} nature={nature} />,
    };
  },
};

export function ReadingsPage({ agreement, nature }: { agreement: AgreementShown; nature: Nature | null }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `/${association?.id}/convenzione`;
  const clauses = new Map(agreement.clauses.map((clause) => [clause.id, clause]));
  const rows = agreement.readings.filter((reading) => nature === null || reading.nature === nature);
  const filter: ListFilter = {
    kind: 'choice',
    name: 'natura',
    label: m.nature,
    choices: natures.map((value) => ({ value, label: m[`nature.${value}`] })),
  };
  return (
    <>
      <h1>{m.readings}</h1>
      <p class="lead">{m.readingsLead}</p>
      <AgreementTabs current="readings" />
      <ListPage
        caption={m.readings}
        filters={[filter]}
        count={rows.length}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'question',
            title: m.question,
            names: true,
            cell: ({ key, question, clause }) => (
              <>
                <a href={`${base}/${clause}#lettura-${key}`}>{question[language]}</a>
                <br />
                <code class="muted">{key}</code>
              </>
            ),
          },
          { key: 'chosen', title: m.chosen, cell: (reading) => shownReading(reading, reading.value, language) },
          {
            key: 'nature',
            title: m.nature,
            cell: ({ nature: of }) => (
              <a class="quiet-link" href={addressWith(`${base}/letture`, { natura: of })}>
                <StatusChip tone={tones[of]}>{m[`nature.${of}`]}</StatusChip>
              </a>
            ),
          },
          {
            key: 'clause',
            title: m.clause,
            cell: ({ clause }) => <a href={`${base}/${clause}`}>{clauses.get(clause)?.article ?? clause}</a>,
          },
        ]}
      />
    </>
  );
}
