import type { z } from 'zod';
import { enumerate } from '../../../kernel/text.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import type { showProgress } from '../actions/show-progress.ts';
import { messages } from '../messages.ts';

const mostNamed = 8;

/** The counted figures that nobody stated, with the entities they are of. */
export function MissingFigures({ progress }: { progress: z.output<typeof showProgress.output> }) {
  const language = useLanguage();
  const m = messages[language];
  if (progress.missing.length === 0) return null;
  return (
    <ul>
      {progress.missing.map(({ register, title, entities }) => {
        const rest = entities.length - mostNamed;
        const named = rest > 0 ? [...entities.slice(0, mostNamed), m.andOthers(rest)] : entities;
        return <li key={register}>{m.missingFigures(title[language], enumerate(named, language))}</li>;
      })}
    </ul>
  );
}
