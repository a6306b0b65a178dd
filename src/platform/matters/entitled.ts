import type { Refusal } from '../../rules/decision.ts';
import { interestedIn, WITNESS, type Involved } from '../../rules/route/resolve-route.ts';
import { authorityUsed, reaches, type AuthorityUsed } from '../../rules/route/staff.ts';
import type { Actor } from '../act/actor.ts';
import type { RouteStep, SeenRoute } from './seen.ts';
import { STATE_TITLES } from './state.ts';

/** In which capacity somebody acts on a step. */
export interface Capacity {
  readonly step: RouteStep;
  /** The absent person the actor stands in for (代). */
  readonly coverFor: number | null;
  /** The registered authority he signs by; null where the post itself is enough. */
  readonly authority: AuthorityUsed | null;
}

/** The first step that waits for somebody, if the matter is in review; with others beside it there may be more. */
export function openStepOf(matter: SeenRoute): RouteStep | undefined {
  return matter.steps.find((step) => step.state === 'open');
}

/** The step that waits for a body's decision, if one is open. */
export function openDecisionOf(matter: SeenRoute): RouteStep | undefined {
  return matter.steps.find((step) => step.state === 'open' && step.act === '决定');
}

/** The open step that waits for the actor, else the first open one. */
function openStepFor(matter: SeenRoute, actor: Actor): RouteStep | undefined {
  const own = matter.todos.find((todo) => todo.personId === actor.personId);
  return matter.steps.find((step) => step.state === 'open' && step.step === own?.step) ?? openStepOf(matter);
}

/** Everybody with an interest in the matter: none of them acts on it, except a witness who witnesses. */
export function involvedIn(matter: SeenRoute, step: Pick<RouteStep, 'askedPost'>): ReadonlySet<number> {
  return interestedIn({ handlerId: matter.handlerId, parties: partiesOf(matter) }, step.askedPost);
}

/** Everybody with an interest besides the handler. */
export function partiesOf({ parties }: Pick<SeenRoute, 'parties'>): readonly Involved[] {
  return parties.flatMap((party) => (party.role === '经办人' ? [] : [{ ...party, role: party.role }]));
}

/** Everybody who has signed a step of this round, and whom he covered: one person never signs two, nor his cover for him. */
export function signersOf(matter: SeenRoute): ReadonlySet<number> {
  return new Set(matter.steps.flatMap((step) => (step.verdict === 'noted' ? [] : actingOn(step))));
}

/** Whoever acted on a step, and the absent person he stood in for: what one has done counts for both. */
export function actingOn({ actedBy, coverFor }: Pick<RouteStep, 'actedBy' | 'coverFor'>): readonly number[] {
  if (actedBy === null) return [];
  return coverFor === null ? [actedBy] : [actedBy, coverFor];
}

/**
 * May the actor act on the open step, and as what? Only a candidate, who still holds the post today, has no interest in the matter and
 * has signed no other step of it.
 */
function entitled(matter: SeenRoute, actor: Actor): { readonly yes: Capacity } | { readonly no: Refusal } {
  const step = openStepFor(matter, actor);
  if (matter.state !== 'in_review' || step === undefined) return refuse('not-in-review', `本事项${STATE_TITLES[matter.state]}，没有待办理的步骤。`);
  const by = (code: string, sentence: string, whatWouldHelp: readonly string[] = []): { readonly no: Refusal } => ({
    no: { code, clause: step.clause, sentence, whatWouldHelp },
  });
  const personId = actor.personId ?? -1;
  const role = matter.parties.find((party) => party.personId === personId)?.role;
  if (involvedIn(matter, step).has(personId)) return by('own-business', `您是本事项的${role ?? '经办人'}，本人的事项由他人办理。`);
  if (signersOf(matter).has(personId)) return by('signed-already', '您已在本事项的另一步骤签过意见，同一人不办理两个步骤。');
  const waitingFor = matter.todos.filter((todo) => todo.step === step.step);
  const todo = waitingFor.find((one) => one.personId === personId);
  if (todo === undefined) return by('not-your-step', `现在由${step.post}${namesOf(waitingFor)}${step.act}，您不是这一步的办理人。`);
  if (todo.coverFor !== null && signersOf(matter).has(todo.coverFor))
    return by('signed-already', '您所代理的人员已在本事项的另一步骤签过意见，同一人不办理两个步骤，代理也不例外。');
  const held = actor.posts.find((one) => one.post === step.post && one.coverFor === todo.coverFor && reaches(one, matter));
  if (held === undefined && step.personId === null && step.post !== WITNESS)
    return by('post-ended', `您今天已不担任或不代理${step.post}，不能办理这一步。`, ['由现任人员办理']);
  return { yes: { step, coverFor: todo.coverFor, authority: held === undefined ? null : (authorityUsed(held, matter) ?? null) } };
}

/** 同意, 审核 … : everything a click may do. A collective step needs a recorded resolution instead. */
export function mayClick(matter: SeenRoute, actor: Actor): { readonly yes: Capacity } | { readonly no: Refusal } {
  const step = openStepFor(matter, actor);
  if (step?.act === '决定') {
    return {
      no: {
        code: 'needs-resolution',
        clause: step.clause,
        sentence: `这一步须经${step.post}集体研究决定，个人不能代替签署。`,
        whatWouldHelp: [`登记${step.post}的会议决定后自动办理`],
      },
    };
  }
  return entitled(matter, actor);
}

/** 保留意见: only on a 会签; whoever decides says yes or no. */
export function mayDissent(matter: SeenRoute, actor: Actor): { readonly yes: Capacity } | { readonly no: Refusal } {
  const may = mayClick(matter, actor);
  if ('no' in may || may.yes.step.act === '会签') return may;
  return {
    no: { code: 'not-countersign', clause: may.yes.step.clause, sentence: `${may.yes.step.act}不能保留意见，应当同意、退回或者不同意。`, whatWouldHelp: [] },
  };
}

function namesOf(people: readonly { readonly name: string }[]): string {
  return people.length === 0 ? '' : `（${people.map((one) => one.name).join('、')}）`;
}

function refuse(code: string, sentence: string): { readonly no: Refusal } {
  return { no: { code, clause: null, sentence, whatWouldHelp: [] } };
}

/** A refusal unless the actor is the handler. */
export function onlyHandler(matter: Pick<SeenRoute, 'handlerId' | 'handlerName'>, actor: Actor, doing: string): Refusal | undefined {
  if (matter.handlerId === actor.personId) return undefined;
  return { code: 'not-handler', clause: null, sentence: `只有经办人${matter.handlerName}可以${doing}。`, whatWouldHelp: [] };
}

/** A refusal unless the matter is in one of the states. */
export function onlyIn(matter: Pick<SeenRoute, 'state'>, states: readonly SeenRoute['state'][], doing: string): Refusal | undefined {
  if (states.includes(matter.state)) return undefined;
  const allowed = states.map((state) => STATE_TITLES[state]).join('、');
  return { code: 'wrong-state', clause: null, sentence: `本事项${STATE_TITLES[matter.state]}，${allowed}的事项才能${doing}。`, whatWouldHelp: [] };
}

/** A refusal where the matter was another's own: whoever handles it now may only end it. */
export function keptFromOthers(kind: { readonly ofHandler?: true }, { parties }: Pick<SeenRoute, 'parties'>): Refusal | undefined {
  const before = parties.find((party) => party.role === '原经办人');
  if (kind.ofHandler !== true || before === undefined) return undefined;
  return { code: 'handlers-own', clause: null, sentence: `本事项是${before.name}本人的事项，更换经办人后不能修改或提交。`, whatWouldHelp: ['撤回本事项'] };
}
