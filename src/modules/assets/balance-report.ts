import type { Report } from '../../platform/reports/report.ts';
import { balanceOfYear } from './store.ts';

/** 资产年度平衡表 (FIN-05e): opening + increases − decreases = closing, beside what the ledger holds. */
export const balanceReport: Report = {
  report: 'asset-balance',
  title: '资产年度平衡表',
  period: 'year',
  question: '资产登记',
  readers: ['财务股', '资产管理员', '纪检领导', '分管财务领导', '局长', '审计员'],
  read: async (tx, { period }) => {
    const { opening, increases, decreases, closing, ledger } = await balanceOfYear(tx, Number(period));
    const differs = ledger.quantity !== closing.quantity || ledger.value !== closing.value;
    return {
      tables: [
        {
          title: '增减平衡',
          columns: [
            { title: '项目', type: 'text' },
            { title: '数量', type: 'number' },
            { title: '原值（元）', type: 'money' },
          ],
          rows: [
            ['年初', opening.quantity, opening.value],
            ['本年增加', increases.quantity, increases.value],
            ['本年减少', decreases.quantity, decreases.value],
            ['年末', closing.quantity, closing.value],
            ['台账现有', ledger.quantity, ledger.value],
          ],
        },
      ],
      notes: differs ? ['年末数与台账现有不一致：所选年度不是最近一年，或者台账有误。'] : ['年末数与台账现有一致。'],
    };
  },
};
