import type { FoundedOffice } from '../platform/people/found-office.ts';
import type { OpenWorld } from '../world.ts';
import { castOf, stage } from './cast.ts';
import { liveThroughControl } from './control-story.ts';
import { liveThroughEthics } from './ethics-story.ts';
import { foundSamples } from './found-samples.ts';
import { liveThrough } from './history.ts';
import { liveThroughLeave } from './leave-story.ts';
import { liveThroughReception } from './reception-story.ts';
import { cultureStory } from './culture-story.ts';
import { stationsStory } from './stations-story.ts';
import { liveThroughTravel } from './travel-story.ts';
import { liveThroughVehicles } from './vehicles-story.ts';

/** Founds the sample offices and lets them live through a few months, on the real clock's calendar. */
export async function loadSamples(open: OpenWorld): Promise<ReadonlyMap<string, FoundedOffice>> {
  const founded = await foundSamples(open);
  for (const [key, office] of founded) {
    const cast = castOf(stage(open.world), office);
    await liveThrough(key === '文旅局' ? cultureStory(cast) : stationsStory(cast));
    if (key !== '文旅局') continue;
    await liveThroughVehicles(cast);
    await liveThroughLeave(cast);
    await liveThroughTravel(cast);
    await liveThroughReception(cast);
    await liveThroughControl(cast);
    await liveThroughEthics(cast);
  }
  return founded;
}
