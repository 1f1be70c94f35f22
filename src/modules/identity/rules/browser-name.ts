import { type Text, text } from '../../../kernel/text.ts';

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Which browser on which system a User-Agent says it is, as far as it can be told: `Firefox su Windows`. */
export function browserName(agent: string | null | undefined): Text {
  const named = (list: readonly (readonly [RegExp, string])[]) => list.find(([sign]) => agent && sign.test(agent))?.[1];
  const browser = named(browsers);
  const system = named(systems);
  if (browser && system) return text(`${browser} su ${system}`, `${browser} on ${system}`);
  const only = browser ?? system;
  return only ? text(only, only) : text('un programma che non si presenta', 'a program that does not say its name');
}
