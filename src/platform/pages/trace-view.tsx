import type { Day } from '../../kernel/day.ts';
import { parseDay, showDay } from '../../kernel/day.ts';
import type { Trace, Why } from '../../kernel/trace.ts';
import { useLanguage } from './frame.ts';
import { messages } from './messages.ts';
import { SourceLink } from './source-link.tsx';
import { valueText } from './value-text.ts';

/**
 * An explanation as sentences that open: what, its value, how, and below it where each value came from, down to clause,
 * figure and date.
 *
 * @param open how many levels stand open at first
 */
export function TraceView({ trace, open = 1 }: { trace: Trace; open?: number }) {
  return (
    <div class="trace">
      <TraceNode trace={trace} open={open} />
    </div>
  );
}

function TraceNode({ trace, open }: { trace: Trace; open: number }) {
  if (trace.from.length === 0) {
    return (
      <div class="trace-leaf">
        <TraceLine trace={trace} />
      </div>
    );
  }
  return (
    <details class="trace-node" open={open > 0}>
      <summary>
        <TraceLine trace={trace} />
      </summary>
      <ul>
        {trace.from.map((inner, index) => (
          <li key={index}>
            <TraceNode trace={inner} open={open - 1} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function TraceLine({ trace }: { trace: Trace }) {
  const language = useLanguage();
  return (
    <>
      <span class="trace-what">{trace.what[language]}</span>{' '}
      <strong class="trace-value">{valueText(trace.value, language)}</strong>{' '}
      <span class="trace-why">
        <WhyText why={trace.why} />
      </span>
    </>
  );
}

function WhyText({ why }: { why: Why }) {
  const language = useLanguage();
  const m = messages[language];
  switch (why.kind) {
    case 'source':
      return (
        <>
          <SourceLink source={why.source} />
          {why.source.since && <> · {m.since(showDay(why.source.since, language))}</>}
          {why.source.by && <> · {why.source.by}</>}
        </>
      );
    case 'fact':
      return (
        <>
          {m.registerSays(why.register, shownOn(why.on, language))}
          {why.evidence && <> · {m.evidence(why.evidence)}</>}
        </>
      );
    case 'given':
      return <>{why.when ? `${m.givenBy}, ${shownOn(why.when, language)}` : m.givenBy}</>;
    case 'step':
      return <>{why.how[language]}</>;
    case 'reading':
      return (
        <>
          {m.readingKey(why.key)}
          {why.source && (
            <>
              {' · '}
              <SourceLink source={why.source} />
            </>
          )}
        </>
      );
    case 'assumed':
      return (
        <>
          {m.assumed}: {why.because[language]}
        </>
      );
  }
}

function shownOn(on: string, language: 'it' | 'en'): string {
  const parsed: Day | undefined = parseDay(on);
  return parsed ? showDay(parsed, language) : on;
}
