import { benchDatabase } from './database.ts';
import { benchDecide } from './decide.ts';
import { benchFootprint } from './footprint.ts';
import { benchManyRules } from './many-rules.ts';
import { benchProofs } from './proofs.ts';
import { benchSettle } from './settle.ts';
import { targetOf } from './targets.ts';

/**
 * Prints ratios measured in one run, a line of JSON each, with its target. `npm run bench` runs everything, `npm run bench -- search rest` what is named; `--large` fills ten
 * million rows instead of one.
 */
const [large, only] = [process.argv.includes('--large'), new Set(process.argv.slice(2).filter((arg) => !arg.startsWith('--')))];
const asked = (name: string): boolean => only.size === 0 || only.has(name);

function tell(found: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(found)) {
    const { least, most } = targetOf(name);
    const met = (least === undefined || value >= least) && (most === undefined || value <= most);
    console.log(
      JSON.stringify({
        name,
        value: Math.round(value * 1_000) / 1_000,
        ...(least !== undefined && { least }),
        ...(most !== undefined && { most }),
        ...((least ?? most) !== undefined && { met }),
      }),
    );
  }
}

const PURE = { decide: benchDecide, 'many-rules': benchManyRules, settle: benchSettle, proofs: benchProofs } as const;
for (const [name, bench] of Object.entries(PURE)) if (asked(name)) tell(await bench());
await benchDatabase({ large, asked, tell });
if (asked('footprint')) tell(await benchFootprint());
