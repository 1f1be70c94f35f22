import type { VNode } from 'preact';
import type { PageReply, PageRequest } from '../../../platform/page.ts';
import { followSitting } from '../actions/follow-sitting.ts';
import { showSitting } from '../actions/show-sitting.ts';
import { changesOf, type Following } from '../live-sitting.ts';
import { numberIn } from './meetings-frame.tsx';
import type { Sitting } from './sitting-parts.tsx';

/** A part of a page that follows a sitting, drawn again whenever it changes. */
export function following(request: PageRequest, of: Following, draw: (sitting: Sitting) => VNode): PageReply {
  return followingAs(request, of, async (meeting) => draw(await request.perform(showSitting, { meeting })));
}

/** The same for a part that shows something else of the sitting. */
export function followingAs(request: PageRequest, of: Following, draw: (meeting: number) => Promise<VNode>): PageReply {
  const meeting = numberIn(request, 'seduta');
  return {
    kind: 'events',
    async *parts(gone) {
      const ask = () => request.perform(followSitting, { meeting });
      for await (const mark of changesOf(`${request.association!.id}/${meeting}`, { ask, of, gone }))
        yield mark && (await draw(meeting));
    },
  };
}
