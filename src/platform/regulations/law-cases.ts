import { dayIn, type Case, type DutyCase, type QuestionCase, type WrittenCase } from '../../rules/cases/case.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import { inForce } from '../../rules/rulebook.ts';
import type { LawCase } from './contract.ts';

/** The cases beside a pack by clause, as people read them; those of another version are left out. */
export function lawCases(pack: Pack, cases: readonly Case[]): ReadonlyMap<string, readonly LawCase[]> {
  return Map.groupBy(cases.filter(({ written }) => isOf(pack, written)).map(lawCase), ({ clause }) => clause);
}

function isOf(pack: Pack, written: WrittenCase): boolean {
  const day = ('事件' in written ? written.事件 : undefined) ?? written.日;
  return day === undefined || inForce(pack, dayIn(day));
}

function lawCase({ id, name, written }: Case): LawCase {
  return { clause: id, name, ...('问' in written ? questionInWords(written) : dutyInWords(written)) };
}

type InWords = Pick<LawCase, 'given' | 'expected'>;

function questionInWords({ 问, 并问 = [], 日, 知, 得 }: QuestionCase): InWords {
  const facts = Object.entries(知).map(([term, value]) => `${term}${shown(value)}`);
  const said = (title: string, list: readonly string[] | undefined): readonly string[] =>
    list === undefined || list.length === 0 ? [] : [`${title}${list.join('、')}`];
  const expected = [
    ...(得.拒绝 === undefined ? [] : [得.拒绝.length === 0 ? '可以办理' : `不予办理（${得.拒绝.join('、')}）`]),
    ...(得.路径 === undefined ? [] : [得.路径.length === 0 ? '不经审批' : `路径：${得.路径.map((step) => step.replace(':', '')).join(' → ')}`]),
    ...said('须附', 得.需),
    ...said('须办理', 得.义务),
    ...said('提示', 得.提示),
    ...Object.entries(得.值 ?? {}).map(([term, value]) => `${term}${shown(value)}`),
    ...(得.缺 === undefined ? [] : [`须补充${得.缺}`]),
  ];
  return { given: [[问, ...并问].join('、'), ...(日 === undefined ? [] : [日]), ...facts].join('，'), expected: expected.join('；') };
}

function dutyInWords({ 义务, 事件, 日, 看, 得 }: DutyCase): InWords {
  const given = [
    义务,
    ...(事件 === undefined ? [] : [`事由发生于${事件}`]),
    ...(日 === undefined ? [] : [`${日}所在的一期`]),
    ...(看 === undefined ? [] : [`在${看}看`]),
  ];
  const { 开启, 提醒, 截止, 状态 } = 得;
  const expected = [
    ...(开启 === undefined ? [] : [`${开启}开始`]),
    ...(提醒 === undefined ? [] : [`${提醒}提醒`]),
    ...(截止 === undefined ? [] : [`${截止}到期`]),
    ...(状态 === undefined ? [] : [状态]),
  ];
  return { given: given.join('，'), expected: expected.join('；') };
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join('、') : String(value);
}
