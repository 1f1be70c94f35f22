import type { Clock } from '../clock.ts';
import type { Database } from '../database/connect.ts';
import type { AssociationHead, Module } from '../page.ts';
import type { Perform } from '../perform.ts';
import type { Assets } from './assets.ts';
import type { Identification } from './identification.ts';

/** What a server is put together from. */
export type ServerParts = {
  readonly database: Database;
  readonly clock: Clock;
  readonly perform: Perform;
  readonly modules: readonly Module[];
  readonly identification: Identification;
  readonly associations: (id: string) => Promise<AssociationHead | null>;
  readonly assets: Assets;
  readonly version: string;
  /** Requests a minute from one address, sign-in apart; 3,000 where not said. */
  readonly requestsPerMinute?: number;
  /** Requests a minute with one token; 600 where not said. */
  readonly requestsPerToken?: number;
  /** Milliseconds in which a request must have arrived, headers and body; three minutes where not said. */
  readonly requestTimeout?: number;
  /** Milliseconds that the process may lag before it turns requests away with 503; 0 for any; five seconds where not said. */
  readonly longestLag?: number;
  /** Behind a reverse proxy: its `X-Forwarded-*` headers are believed. */
  readonly behindProxy?: boolean;
  /** Told of every fault, with the reference its page shows; the standard error where not said. */
  readonly onFault?: (fault: Fault) => void;
};

export type Fault = {
  readonly reference: string;
  readonly error: unknown;
  readonly method: string;
  readonly path: string;
};
