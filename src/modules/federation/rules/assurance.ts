/** How strongly somebody proved who they are: 1 one factor, 2 two factors, 3 a device that cannot be copied. */
type Level = 1 | 2 | 3;

/** Levels of SPID and CIE as both name them. Source: regole tecniche SPID, AuthnContextClassRef. */
const publicLevels: Readonly<Record<string, Level>> = {
  'https://www.spid.gov.it/SpidL1': 1,
  'https://www.spid.gov.it/SpidL2': 2,
  'https://www.spid.gov.it/SpidL3': 3,
};

export function publicLevelName(level: Level): string {
  return `https://www.spid.gov.it/SpidL${level}`;
}

/** The level that a SPID or CIE answer names; undefined for whatever is none. */
export function publicLevelOf(name: string | undefined): Level | undefined {
  return name !== undefined && Object.hasOwn(publicLevels, name) ? publicLevels[name] : undefined;
}

/** Ways of authenticating that say by themselves that two factors, or a device, were used. Source: RFC 8176. */
const twoFactors = new Set(['mfa', 'otp', 'sms', 'tel', 'swk']);
const devices = new Set(['hwk', 'sc', 'fido', 'phrh']);

/**
 * How strongly an OpenID provider says that it recognised somebody. What its administrator wrote for an `acr` counts first;
 * else `amr` as RFC 8176 reads it: a hardware key 3, two factors 2; 1 when nothing is said.
 */
export function levelOf(
  told: { readonly acr?: string | undefined; readonly amr?: readonly string[] | undefined },
  levels: Readonly<Record<string, Level>>,
): Level {
  const { acr, amr = [] } = told;
  if (acr !== undefined && Object.hasOwn(levels, acr)) return levels[acr]!;
  if (amr.some((way) => devices.has(way))) return 3;
  return amr.some((way) => twoFactors.has(way)) ? 2 : 1;
}
