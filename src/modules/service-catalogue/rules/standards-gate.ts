import type { Day } from '../../../kernel/day.ts';
import { type Text, text } from '../../../kernel/text.ts';

/** One version of the standards, from its first day in force. */
export type StandardsVersion = { readonly version: string; readonly since: Day };

export type StandardsCase = {
  readonly bought: Day;
  /** Versions of the standards that the asset conforms to. */
  readonly conformsTo: ReadonlySet<string>;
  readonly authorised: boolean;
};

export type StandardsReadings = {
  /** Whether support needs the authorisation too, or only integration does. */
  readonly supportedRequiresAuthorisation: boolean;
  /** What holds for what was bought before any standard: supported until a day, or unsupported at once. */
  readonly legacy: { readonly supportedUntil: Day } | 'unsupported';
};

export type StandardsOutcome = {
  readonly version: string | undefined;
  readonly supported: boolean;
  readonly integrable: boolean;
  readonly reasons: readonly Text[];
};

/**
 * Whether an asset is supported and may be integrated, on a day: it conforms to the standards in force when it was bought,
 * and was authorised.
 *
 * @param versions in any order; the one in force on a day is the latest that has begun
 * Source: Calatino, art. 2 (standards; lett. m), settings `standards.legacy` and
 * `standards.supported_requires_authorisation`.
 */
export function standardsGate(
  asset: StandardsCase,
  { versions, on, readings }: { versions: readonly StandardsVersion[]; on: Day; readings: StandardsReadings },
): StandardsOutcome {
  const version = versions
    .filter(({ since }) => since <= asset.bought)
    .reduce<StandardsVersion | undefined>(
      (latest, each) => (latest && latest.since >= each.since ? latest : each),
      undefined,
    );
  if (!version) {
    const supported = readings.legacy !== 'unsupported' && on <= readings.legacy.supportedUntil;
    const reason = text(
      'È stato acquistato prima che ci fossero standard.',
      'It was bought before there were standards.',
    );
    return { version: undefined, supported, integrable: supported, reasons: supported ? [] : [reason] };
  }
  const conforms = asset.conformsTo.has(version.version);
  const reasons: Text[] = [];
  if (!conforms) {
    reasons.push(
      text(
        `Non rispetta gli standard ${version.version}, in vigore quando è stato acquistato.`,
        `It does not conform to the standards ${version.version}, in force when it was bought.`,
      ),
    );
  }
  if (!asset.authorised) reasons.push(text("Manca l'autorizzazione.", 'The authorisation is missing.'));
  return {
    version: version.version,
    supported: conforms && (asset.authorised || !readings.supportedRequiresAuthorisation),
    integrable: conforms && asset.authorised,
    reasons,
  };
}
