import { addDays } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CheckSet, RegisterSet, UseRecord } from './contract-accounting.ts';
import { improve } from './improvements.ts';
import { lineTable, lineVerb, noticed, refusal } from './lines.ts';

const KEEPERS = ['财务股', '办公室'] as const;
const sets = lineTable('record_set', ['number', 'name', 'place', 'booked', 'custodian_id']);

/** 登记保管资料 (ICF-03.2f). */
export const registerSetVerb = lineVerb<RegisterSet, null>({
  name: 'register-record-set',
  title: '登记保管资料',
  who: KEEPERS,
  kind: 'record-set',
  series: '资料',
  read: async () => null,
  against: () => undefined,
  write: async (tx, { input, number }, moment) => {
    const { name, place, booked, custodianId } = input;
    await sets.insert(tx, { number, name, place, booked, custodian_id: custodianId }, moment);
    return undefined;
  },
});

interface SeenSet {
  readonly name: string;
  readonly booked: number;
  readonly custodianId: number;
}
const setOf = statement<SeenSet>(
  'record-set-by-number',
  `
  select name, booked, custodian_id as "custodianId" from record_set where office_id = $1 and number = $2 for update`,
);
const checks = lineTable('record_check', ['set_number', 'counted', 'explanation', 'receiver_id']);
const move = statement<never>('record-set-changes-hands', `update record_set set custodian_id = $3 where office_id = $1 and number = $2`);

/** 核对保管资料: counted by somebody else than the custodian, or by the receiver when it changes hands; a difference is explained and followed up. */
export const checkSetVerb = (rules: RulesInForce) =>
  lineVerb<CheckSet, SeenSet>({
    name: 'check-record-set',
    title: '核对或移交保管资料',
    who: [],
    by: '核对人、接收人',
    kind: 'record-set',
    read: async (tx, { number }) => {
      const found = await tx.row(setOf, [tx.officeId, number]);
      if (found === undefined) throw new Failure('not-found', `没有保管资料“${number}”。`);
      return found;
    },
    against: ({ booked, custodianId }, { counted, explanation, receiverId }, { actor }) => {
      if (receiverId === custodianId) return refusal('same-person', '接收人应是另一人。');
      if (receiverId === null ? !KEEPERS.some((post) => holds(actor, post)) || actor.personId === custodianId : actor.personId !== receiverId) {
        return refusal('not-counter', receiverId === null ? '由财务股或办公室中保管人以外的人核对。' : '移交由接收人盘点后登记。', [
          '保管人变更须由接收人盘点',
        ]);
      }
      return counted !== booked && explanation === '' ? refusal('unexplained', '账面与实点不一致，须由保管人说明。', ['填写差异说明']) : undefined;
    },
    write: async (tx, { seen, input }, moment) => {
      const { number, counted, explanation, receiverId, dueOn } = input;
      const difference = Math.abs(seen.booked - counted);
      await checks.insert(tx, { set_number: number, counted, explanation, receiver_id: receiverId }, moment);
      if (receiverId !== null) await tx.rows(move, [tx.officeId, number, receiverId]);
      const notices = noticed(rules, '资料盘点', { countDifference: difference }, { officeId: tx.officeId, on: moment.today });
      if (difference === 0) return { difference };
      const improvement = await improve(
        rules,
        tx,
        {
          source: '资料核对',
          about: number,
          problem: `${seen.name}账面${seen.booked}、实点${counted}`,
          measure: explanation,
          ownerId: seen.custodianId,
          dueOn: dueOn ?? addDays(moment.today, 30),
        },
        moment,
      );
      return { difference, notices, improvement };
    },
  });

const uses = lineTable('record_use', ['number', 'set_number', 'purpose', 'used_by']);
/** 登记会计记录使用 (ICF-03.2e): by the custodian, with the purpose; what is given out bears the number of the line. */
export const useRecordVerb = lineVerb<UseRecord, SeenSet>({
  name: 'use-record',
  title: '登记会计记录使用',
  who: [],
  by: '保管人',
  kind: 'record-set',
  series: '阅',
  read: async (tx, { number }) => {
    const found = await tx.row(setOf, [tx.officeId, number]);
    if (found === undefined) throw new Failure('not-found', `没有保管资料“${number}”。`);
    return found;
  },
  against: ({ custodianId }, { purpose }, { actor }) => {
    if (actor.personId !== custodianId) return refusal('not-custodian', '会计记录只由保管人提供并登记。', ['请保管人办理']);
    return purpose === '' ? refusal('no-purpose', '没有填写用途，不能提供或者导出。', ['填写用途']) : undefined;
  },
  write: async (tx, { input, number }, moment) => {
    await uses.insert(tx, { number, set_number: input.number, purpose: input.purpose, used_by: input.usedBy }, moment);
    return { mark: `${number} ${input.usedBy}` };
  },
});
