import type { Figure } from '../rules/figure.ts';
import { figureOutput } from '../rules/figure-value.ts';

/** A figure as doors answer with it. */
export function viewFigure(figure: Figure, superseded: boolean) {
  return {
    entity: figure.entity as string,
    register: figure.register as string,
    on: figure.on,
    revision: figure.revision,
    value: figure.value === null ? null : figureOutput(figure.register, figure.value),
    standing: figure.standing,
    source: figure.source,
    evidence: figure.evidence,
    decided: figure.decided,
    recordedAt: figure.recordedAt.toISOString(),
    superseded,
  };
}
