import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { yuan, yuanInWords, type Fen } from '../../rules/money.ts';
import { bothNames } from '../../rules/route/staff.ts';
import { besideInWords } from '../../rules/route/turn.ts';
import type { Moment } from '../act/verb.ts';
import { shanghai } from '../print/moment.ts';
import { typeset } from '../print/typeset.ts';
import type { World } from '../world.ts';
import type { Matter, MatterRouteStep } from './contract.ts';
import type { Worksheet } from './worksheet.ts';

const plainTemplate = readFileSync(join(import.meta.dirname, 'matter.typ'), 'utf8');
/** In the look of the office's paper forms. */
const paperTemplate = readFileSync(join(import.meta.dirname, 'paper.typ'), 'utf8');

interface Printing {
  readonly matter: Matter;
  readonly moment: Pick<Moment, 'actor' | 'now'>;
}

/** The matter as a sheet of paper. */
export function printMatter(world: Pick<World, 'folder' | 'rules'>, printing: Printing): Promise<Buffer> {
  return typeset(
    { template: printing.matter.paper === null ? plainTemplate : paperTemplate, data: printedMatter(world, printing) },
    join(world.folder, 'fonts'),
  );
}

/** All that stands on the sheet: what it is, who signed, in which capacity and for whom, its true state and the code to check it by. */
export function printedMatter({ rules }: Pick<World, 'rules'>, { matter, moment }: Printing) {
  return {
    office: rules.bookOf(moment.actor.officeId)?.office.name ?? '',
    kind: matter.paper?.title ?? matter.kindTitle,
    paper: matter.paper?.rows ?? [],
    tables: matter.paper?.tables ?? [],
    number: matter.number ?? '未编号',
    title: matter.title,
    state: matter.stateTitle,
    rows: [
      ['经办人', `${matter.handler.name}${matter.handler.department === null ? '' : `（${matter.handler.department}）`}`],
      ['提交时间', matter.submittedAt === null ? '尚未提交' : shanghai(new Date(matter.submittedAt))],
      ...matter.filled,
      ...(matter.amount === null ? [] : [['金额', yuanInWords(matter.amount as Fen)]]), // checked as fen when the form was read
      ...matter.handlerChanges
        .filter((one) => one.confirmedBy !== null)
        .map((one) => ['更换经办人', `由${one.from}更换为${one.to}，${one.askedBy}申请、${one.confirmedBy}确认：${one.reason}`]),
      ...matter.exceptions
        .filter((one) => one.grantedBy !== null)
        .map((one) => ['例外', `${one.name}例外办理${one.duty}，${one.until}前有效，${one.askedBy}申请、${one.grantedBy}核准：${one.reason}`]),
      ...matter.parties
        .filter((party) => party.role !== '经办人' && !matter.filled.some(([label]) => label === party.role))
        .map((party) => [party.role, party.name]),
    ],
    sheet: matter.worksheet === null ? null : printedSheet(matter.worksheet),
    steps: matter.route.map((step) => stepLine(step, besideInWords(matter.route, step))),
    reasons: matter.decision?.reasons.map((reason) => reason.sentence) ?? [],
    files: matter.files.map((file) => `${file.evidence}：${file.name}`),
    code: matter.checkCode,
    printed: `${shanghai(moment.now)} ${moment.actor.name}`,
  };
}

/** A worksheet in words: amounts as yuan, the clause after its reason. */
function printedSheet({ title, columns, rows, totals, note }: Worksheet) {
  const words = (cells: Worksheet['totals']): readonly string[] =>
    columns.map(({ type }, at) => {
      const cell = cells[at] ?? '';
      return type === 'money' && typeof cell === 'number' ? yuan(cell as Fen) : String(cell); // money columns hold fen
    });
  return {
    title,
    columns: [...columns.map((column) => column.title), '说明'],
    money: [...columns.map(({ type }) => type === 'money'), false],
    rows: rows.map(({ cells, reason, clause }) => [...words(cells), `${reason}${clause === null ? '' : `（${clause.clause}）`}`]),
    totals: totals.length === 0 ? [] : [...words(totals), ''],
    note: note ?? '',
  };
}

function stepLine(step: MatterRouteStep, beside: string): readonly string[] {
  const post = step.post === step.askedPost ? step.post : `${step.post}（代${step.askedPost}）`;
  const who = step.actedBy === null ? '' : bothNames({ name: step.actedBy.name, coverFor: step.coverFor });
  const verdict = { agreed: '同意', refused: '不同意', returned: '退回', noted: '已知会', dissented: '保留意见' };
  const outcome = step.verdict === null ? (step.state === 'waiting' ? '尚未办理' : '待办') : verdict[step.verdict];
  return [
    post,
    beside === '' ? step.act : `${step.act}（${beside}）`,
    who,
    step.actedAt === null ? '' : shanghai(new Date(step.actedAt)),
    [[outcome, step.remark].filter((part) => part !== null && part !== '').join('：'), ...step.reasons].join('；'),
  ];
}
