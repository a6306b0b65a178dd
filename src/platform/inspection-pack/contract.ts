import { z } from 'zod';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { day } from '../http/inputs.ts';

/** What an inspection asks to be shown. `until` is the last day. */
export const packAsk = z.object({
  clauses: z.array(z.string().trim().min(1).max(20)).min(1, '请选择条款').max(50, '一次不超过50条'),
  from: day,
  until: day,
  sample: z.int('抽查数应为整数').min(0).max(200, '抽查不超过200件'),
});
export type PackAsk = z.infer<typeof packAsk>;

/** A pack that was asked for. */
export interface PackInfo {
  readonly packId: number;
  readonly number: string;
  readonly clauses: readonly string[];
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly sample: number;
  readonly seed: string;
  readonly madeBy: string;
  readonly madeAt: string;
}

/** A clause one may choose. */
export interface ClauseChoice {
  readonly id: string;
  readonly regulation: string;
  readonly clause: string;
  readonly text: string;
}

export interface PackPage {
  readonly packs: readonly PackInfo[];
  readonly clauses: readonly ClauseChoice[];
}

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.sig';
export const PROOF = 'log-proof.json';

/** What stands in the manifest: every file of the pack by digest, signed by the key of the office's log. */
export const manifestShape = z.object({
  format: z.literal('guiju-inspection-pack-1'),
  office: z.string(),
  number: z.string(),
  clauses: z.array(z.string()),
  from: z.string(),
  until: z.string(),
  population: z.number(),
  sample: z.number(),
  seed: z.string(),
  builtAt: z.string(),
  /** Ed25519, base64. */
  publicKey: z.string(),
  files: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })),
});
export type PackManifest = z.infer<typeof manifestShape>;

/** Log entries of the sample with the hashes that lead from each to a signed head. */
export const proofShape = z.object({ checkpoint: z.string(), entries: z.array(z.object({ index: z.number(), body: z.string(), proof: z.array(z.string()) })) });
export type LogProof = z.infer<typeof proofShape>;
