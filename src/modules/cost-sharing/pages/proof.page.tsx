import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { recomputeAllocation } from '../actions/recompute-allocation.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { messages } from '../messages.ts';
import { dayOfInstant, numberIn, SplitFrame, type SplitHead, splitCrumbs, splitsHref } from './split-frame.tsx';

/** The proof of an adopted split: computed again, compared to the cent, with what it takes to do it elsewhere. */
export const proofPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/prova',
  answer: async (request) => {
    const allocation = numberIn(request);
    // First what fewer may see: whoever may not is told as soon as of what is not there.
    const proof = await request.perform(recomputeAllocation, { allocation });
    const split = await request.perform(showAllocation, { allocation });
    return {
      kind: 'page',
      title: messages[request.language].proof,
      crumbs: splitCrumbs(request, split),
      scope: 'association',
      body: <ProofPage split={split} proof={proof} />,
    };
  },
};

export function ProofPage({ split, proof }: { split: SplitHead; proof: z.output<typeof recomputeAllocation.output> }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const answer = (holds: boolean) => (holds ? m.yes : m.no);
  return (
    <SplitFrame split={split} part="proof">
      <p>{m.proofIntro}</p>
      <Notice tone={proof.proved ? 'success' : 'error'} title={proof.proved ? m.proved : m.notProved} />
      <Definitions
        items={[
          { term: m.proofResult, is: answer(proof.result.same) },
          { term: m.proofFrozen, is: answer(proof.frozen.intact) },
          { term: m.proofExplanations, is: answer(proof.explanations.intact) },
          { term: m.proofAgreement, is: answer(proof.agreement.found) },
          { term: m.hashFrozen, is: <code class="hash">{proof.frozen.sha256}</code> },
          { term: m.hashAgreement, is: <code class="hash">{proof.agreement.sha256}</code> },
          { term: m.software, is: [...new Set([proof.software.frozen, proof.software.current])].join(' → ') },
          { term: m.act, is: split.act },
          split.adopted !== null && { term: m.adopted, is: dayOfInstant(split.adopted, language) },
        ]}
      />
      {proof.result.differences.length > 0 && (
        <>
          <h2>{m.differences}</h2>
          <ul>
            {proof.result.differences.slice(0, 50).map((line) => (
              <li key={line}>
                <code>{line}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a class="btn btn-primary btn-xs" href={`${base}/prova`}>
          {m.recompute}
        </a>
      </p>
      <h2>{m.facts}</h2>
      <p>
        <a href={`${base}/dati.json`} hx-boost="false" download>
          <Icon name="download" size="small" /> {`riparto-${split.number}-dati.json`}
        </a>
      </p>
      <p>{m.factsHint}</p>
      <pre>{`npx comunanza simulate cost-sharing --agreement ${proof.agreement.id} --facts riparto-${split.number}-dati.json --explain`}</pre>
    </SplitFrame>
  );
}
