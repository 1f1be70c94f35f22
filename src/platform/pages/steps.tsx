import { useLanguage } from './frame.ts';
import { messages } from './messages.ts';

export type Step = { readonly title: string; readonly state: 'done' | 'current' | 'ahead'; readonly href?: string };

/** Where one is in a path of steps; done ones link back. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const m = messages[useLanguage()];
  const current = steps.findIndex((step) => step.state === 'current');
  return (
    <nav class="steps" aria-label={m.step(current + 1, steps.length)}>
      <ol>
        {steps.map((step) => (
          <li
            key={step.title}
            class={`step-${step.state}`}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            {step.href && step.state === 'done' ? <a href={step.href}>{step.title}</a> : <span>{step.title}</span>}
            {step.state !== 'ahead' && (
              <span class="visually-hidden"> ({step.state === 'done' ? m.stepDone : m.stepCurrent})</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
