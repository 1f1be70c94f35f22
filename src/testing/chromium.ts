import { existsSync } from 'node:fs';

const places = [
  process.env.COMUNANZA_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where Chromium is; undefined where there is none. */
export const chromiumPath = places.find((place): place is string => Boolean(place) && existsSync(place as string));

/** How Chromium is started here. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
