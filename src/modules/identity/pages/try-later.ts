import type { PageReply } from '../../../platform/page.ts';

/** The same page, for whoever tries too often: 429, with the seconds after which to try again. */
export async function tryLater(reply: Promise<PageReply>, seconds: number): Promise<PageReply> {
  const page = await reply;
  return page.kind === 'page' ? { ...page, retryAfter: seconds } : page;
}
