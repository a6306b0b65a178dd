import type { Refusal } from '../../rules/decision.ts';
import type { Staff } from '../../rules/route/staff.ts';
import { holds } from '../act/actor.ts';
import type { Moment } from '../act/verb.ts';
import { mayClick, mayDissent, onlyHandler, onlyIn, openDecisionOf } from './entitled.ts';
import { mayAskHandler, mayConfirmHandler, pendingChange, type HandlerChange } from './change-handler.ts';
import type { MatterWorld } from './kind-in-use.ts';
import { mayRecord } from '../resolutions/record.ts';
import { mayGrant, pendingException, type MatterException } from './duty-exception.ts';
import { mayAskRescue, mayConfirm, pendingIn, type Reassignment } from './reassign.ts';
import { OPEN_TO_REMARKS } from './remark.ts';
import type { SeenMatter } from './seen.ts';

type Answer = true | Refusal;

interface SeenWhole {
  readonly matter: SeenMatter;
  readonly staff: Staff;
  readonly moment: Moment;
  readonly reassignments: readonly Reassignment[];
  readonly handlerChanges: readonly HandlerChange[];
  readonly exceptions: readonly MatterException[];
  /** Verbs done on it before. */
  readonly done: ReadonlySet<string>;
}

/** Per verb, whether the person may use it now: buttons are shown with the reason, never hidden. The verbs themselves decide again. */
export function mayOn(world: MatterWorld, of: SeenWhole): Readonly<Record<string, Answer>> {
  const { matter, moment, done } = of;
  const { actor } = moment;
  const click = mayClick(matter, actor);
  const dissent = mayDissent(matter, actor);
  const onStep: Answer = 'no' in click ? click.no : true;
  const handler = (doing: string, states: readonly SeenMatter['state'][]): Answer => onlyHandler(matter, actor, doing) ?? onlyIn(matter, states, doing) ?? true;
  const actions = world.modules.flatMap((module) => module.matterActions ?? []).filter((one) => one.on(matter));
  return {
    approve: onStep,
    return: onStep,
    refuse: onStep,
    'hand-over': onStep,
    'add-signer': onStep,
    'remove-signer': mayRemove(of),
    dissent: 'no' in dissent ? dissent.no : true,
    resolve: mayResolve(of),
    submit: handler('提交', ['draft', 'returned']),
    withdraw: handler('撤回', ['draft', 'in_review', 'returned']),
    void: handler('作废', ['approved']),
    urge: handler('催办', ['in_review']),
    reopen: holds(actor, '局长') ? (onlyIn(matter, ['in_review'], '重新确定办理人') ?? true) : handler('重新确定办理人', ['in_review']),
    recuse: matter.todos.some((todo) => todo.personId === actor.personId)
      ? true
      : { code: 'not-your-step', clause: null, sentence: '本事项现在不等待您办理，不需要申报回避。', whatWouldHelp: [] },
    'ask-reassign': onlyIn(matter, ['in_review'], '改派') ?? mayAskRescue(matter, actor) ?? true,
    reassign: mayReassign(of),
    'ask-change-handler': mayAskHandler(world, matter, actor) ?? true,
    'change-handler': mayChangeHandler(of),
    'ask-duty-exception': onlyIn(matter, ['in_review', 'approved'], '申请例外') ?? mayAskRescue(matter, actor) ?? true,
    'grant-duty-exception': mayGrant({ matter, pending: pendingException(of.exceptions, moment.today) }, actor) ?? true,
    remark: onlyIn(matter, OPEN_TO_REMARKS, '留言') ?? true,
    correct:
      matter.handlerId === actor.personId || matter.steps.some((step) => step.actedBy === actor.personId)
        ? (onlyIn(matter, ['approved', 'closed', 'void'], '作更正说明') ?? true)
        : { code: 'not-concerned', clause: null, sentence: '更正说明由经办人或签署人作出。', whatWouldHelp: [] },
    'ask-release': handler('申请放行', ['draft', 'returned']),
    release: mayRelease(of),
    ...Object.fromEntries(actions.map((one) => [one.verb, one.may(matter, actor, done) ?? true])),
  };
}

function mayReassign({ matter, moment, reassignments }: SeenWhole): Answer {
  const rescue = pendingIn(matter, reassignments);
  if (matter.state !== 'in_review' || rescue === undefined) return { code: 'not-asked', clause: null, sentence: '没有待确认的改派。', whatWouldHelp: [] };
  return mayConfirm(matter, rescue, moment.actor) ?? true;
}

function mayChangeHandler({ matter, moment, handlerChanges }: SeenWhole): Answer {
  const asked = pendingChange(matter, handlerChanges);
  return asked === undefined
    ? { code: 'not-asked', clause: null, sentence: '没有待确认的更换经办人申请。', whatWouldHelp: [] }
    : (mayConfirmHandler(matter, asked, moment.actor) ?? true);
}

function mayRemove({ matter, moment }: { readonly matter: SeenMatter; readonly moment: Moment }): Answer {
  const added = matter.steps.some(
    (step) => step.addedBy === moment.actor.personId && step.addedBy !== null && (step.state === 'open' || step.state === 'waiting'),
  );
  return added && matter.state === 'in_review' ? true : { code: 'not-adder', clause: null, sentence: '没有由您加签、尚未签署的步骤。', whatWouldHelp: [] };
}

function mayResolve({ matter, moment }: { readonly matter: SeenMatter; readonly moment: Moment }): Answer {
  if (matter.state !== 'in_review' || openDecisionOf(matter) === undefined)
    return { code: 'not-collective', clause: null, sentence: '现在不是会议决定的步骤。', whatWouldHelp: [] };
  return mayRecord(moment.actor) ?? true;
}

function mayRelease({ matter, moment }: { readonly matter: SeenMatter; readonly moment: Moment }): Answer {
  const asked = matter.releases.filter((one) => one.releasedAt === null);
  const [first] = asked;
  if (first === undefined) return { code: 'not-asked', clause: null, sentence: '没有待放行的申请。', whatWouldHelp: [] };
  const own = matter.handlerId === moment.actor.personId || matter.parties.some((party) => party.personId === moment.actor.personId);
  if (own) return { code: 'own-business', clause: first.clause, sentence: '不能放行与本人有关的事项。', whatWouldHelp: [] };
  if (!asked.some((one) => holds(moment.actor, one.releasableBy))) {
    return { code: 'not-releaser', clause: first.clause, sentence: `这一条只有${first.releasableBy}可以放行。`, whatWouldHelp: [] };
  }
  return true;
}
