import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import type { showMeeting } from '../actions/show-meeting.ts';
import { messages } from '../messages.ts';

type Lacking = z.output<typeof showMeeting.output>['lacking'];
const mostNamed = 5;

/** What keeps a sitting from being opened for want of figures: by kind of figure, with the pages where they are entered. */
export function LackingFigures({ lacking }: { lacking: Lacking }) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const entities = `/${association!.id}/enti`;
  const [first] = lacking;
  if (!first) return null;
  return (
    <Notice tone="warning" title={m.lacking}>
      <ul>
        {lacking.map(({ register, figure, on, entities: of }) => (
          <li key={register}>
            {m.lackingOf(figure[language], of.length, showDay(on, language))}{' '}
            {of.slice(0, mostNamed).map(({ entity, name }, place) => (
              <span key={entity}>
                {place > 0 && ', '}
                <a href={`${entities}/${encodeURIComponent(entity)}/dato?dato=${register}&giorno=${on}`}>{name}</a>
              </span>
            ))}
            {of.length > mostNamed && ` ${m.lackingOthers(of.length - mostNamed)}`}
          </li>
        ))}
      </ul>
      <p>
        <a href={`${entities}/dati?al=${first.on}`}>{m.lackingSee}</a> ·{' '}
        <a href={`${entities}/importa`}>{m.lackingImport}</a>
      </p>
    </Notice>
  );
}
