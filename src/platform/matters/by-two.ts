import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import { no } from '../act/verb.ts';
import { mayRead } from './readers.ts';
import type { SeenMatter } from './seen.ts';

/** Who may confirm what another has asked for. Whoever may look at the matter may ask: nothing comes of it before somebody else confirms. */
export const CONFIRMERS = ['局长', '纪检领导', '分管财务领导'] as const;

/** What one person asks for, about a second, and a third confirms. Whoever confirms has no interest in the matter, nor has whoever asks. */
export interface ByTwo {
  /** As the sentences say it: 改派. */
  readonly title: string;
  /** The handler gives his own matter away; otherwise it is not for him to ask. */
  readonly handlerAsks?: true;
}

/** What waits for a second person. */
export interface AskedByOne {
  readonly askedById: number;
  readonly askedBy: string;
  /** The person it is about. */
  readonly about: number;
}

interface Asking {
  readonly matter: SeenMatter;
  readonly actor: Actor;
}

/** A refusal unless the actor may ask for it. */
export function mayAsk(act: ByTwo, { matter, actor }: Asking): Refusal | undefined {
  if (interestOf(act, matter, actor.personId)) return ownBusiness(act);
  return mayRead(matter, actor) ? undefined : no('not-rescuer', `${act.title}由${act.handlerAsks === true ? '经办人或者' : ''}可查看本事项的人员申请。`).no;
}

/** A refusal for whoever asks that he himself be the one. */
export function askedForOneself({ title }: ByTwo, { actor, about }: { readonly actor: Actor; readonly about: number }): Refusal | undefined {
  return about === actor.personId ? no('own-request', `${title}由两人办理，不能为自己申请。`, ['由另一人申请']).no : undefined;
}

/** A refusal unless the actor may confirm it, and whoever asked might still ask. */
export function mayConfirm(act: ByTwo, { matter, actor, asked }: Asking & { readonly asked: AskedByOne | undefined }): Refusal | undefined {
  const { title } = act;
  if (asked === undefined) return no('not-asked', `没有待确认的${title}申请。`).no;
  if (asked.askedById === actor.personId) return no('own-request', `${title}由两人办理，申请人不能确认自己的申请。`, ['由另一人确认']).no;
  if (asked.about === actor.personId) return no('own-request', `${title}由两人办理，不能由当事人确认。`, ['由另一人确认']).no;
  if (!CONFIRMERS.some((post) => holds(actor, post))) return no('not-rescuer', `${title}由${CONFIRMERS.join('、')}确认。`).no;
  if (interestOf({ title }, matter, actor.personId)) return ownBusiness(act);
  return interestOf(act, matter, asked.askedById)
    ? no('asker-involved', `申请人${asked.askedBy}此后已与本事项有关，原申请不再办理。`, ['由其他人员重新申请']).no
    : undefined;
}

function interestOf({ handlerAsks }: ByTwo, { handlerId, parties }: SeenMatter, personId: number | null): boolean {
  if (handlerId === personId) return handlerAsks !== true;
  return parties.some((party) => party.personId === personId);
}

function ownBusiness({ title }: ByTwo): Refusal {
  return no('own-business', `不能为与本人有关的事项办理${title}。`).no;
}
