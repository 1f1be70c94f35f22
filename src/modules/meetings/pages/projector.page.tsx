import type { PageRoute } from '../../../platform/page.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { showSitting } from '../actions/show-sitting.ts';
import { messages } from '../messages.ts';
import { following } from './follow.ts';
import { crumbsTo, isLive, Live, numberIn, organiHref } from './meetings-frame.tsx';
import { BallotResult, QuorumBar, type Sitting } from './sitting-parts.tsx';
import { choiceText } from './words.ts';

/** The wall of the room: large, live, nothing to press. */
export const projectorPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta/proiettore',
  example: { seduta: '1' },
  answer: async (request) => {
    const sitting = await request.perform(showSitting, { meeting: numberIn(request, 'seduta') });
    const m = messages[request.language];
    return {
      kind: 'page',
      title: `${m.projectorView}: ${m.meeting(sitting.number)}`,
      crumbs: crumbsTo(request, 'meetings', sitting.number),
      scripts: isLive(sitting) ? ['live'] : [],
      body: (
        <div class="projector">
          <h1>
            {sitting.bodyName[request.language]} <span class="muted">{m.meeting(sitting.number)}</span>
          </h1>
          <Live on={isLive(sitting)} href={`${organiHref(request, 'sedute', sitting.number)}/proiettore/dal-vivo`}>
            <Wall sitting={sitting} />
          </Live>
        </div>
      ),
    };
  },
};

export const projectorEvents: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta/proiettore/dal-vivo',
  follows: true,
  answer: async (request) => following(request, 'everything', (sitting) => <Wall sitting={sitting} />),
};

export function Wall({ sitting }: { sitting: Sitting }) {
  const language = useLanguage();
  const m = messages[language];
  const { current } = sitting;
  const item = current && sitting.items.find(({ number }) => number === current.item);
  return (
    <div class="wall">
      <QuorumBar sitting={sitting} />
      {!current || current.state === 'created' ? (
        <p class="wall-waiting">{sitting.state === 'open' ? m.waiting : ''}</p>
      ) : (
        <section class="wall-ballot" aria-labelledby="domanda">
          <p class="muted">{item ? `${item.position}. ${item.title}` : ''}</p>
          <h2 id="domanda">{current.question}</h2>
          {current.state === 'started' && (
            <>
              <ul class="wall-choices">
                {current.choices.map((choice) => (
                  <li key={choice}>{choiceText(choice, current.candidates, m)}</li>
                ))}
              </ul>
              {current.way === 'secret' && <p class="muted">{m.secret}</p>}
              <p class="wall-count">{m.cast(current.cast, current.entitledPresent)}</p>
              <progress max={Math.max(1, current.entitledPresent)} value={current.cast}>
                {m.cast(current.cast, current.entitledPresent)}
              </progress>
            </>
          )}
          {current.state === 'stopped' && <p class="wall-count">{m.stopped}</p>}
          {current.state === 'published' && <BallotResult ballot={current} large />}
        </section>
      )}
    </div>
  );
}
