import { statement } from '../../platform/db/statement.ts';
import type { Figure } from '../../platform/reports/contract.ts';
import type { Report } from '../../platform/reports/report.ts';
import { READERS } from './registers.ts';

interface VehicleYear {
  readonly plate: string;
  readonly trips: number;
  readonly km: number;
  /** Hundredths of a litre. */
  readonly litres: number;
  readonly fuel: number;
  readonly repairs: number;
  readonly papers: number;
}

const ofYear = statement<VehicleYear>(
  'vehicle-costs-of-year',
  `
  select v.plate, coalesce(t.trips, 0) as trips, coalesce(t.km, 0) as km, coalesce(f.litres, 0) as litres, coalesce(f.amount, 0) as fuel, coalesce(r.amount, 0) as repairs, coalesce(p.cost, 0) as papers
  from vehicle v
  left join (select vehicle_id, count(*) as trips, sum(back_km - out_km)::bigint as km from vehicle_trip where office_id = $1 and extract(year from out_at at time zone 'Asia/Shanghai') = $2 group by 1) t on t.vehicle_id = v.vehicle_id
  left join (select vehicle_id, sum(litres)::bigint as litres, sum(amount)::bigint as amount from vehicle_fuelling where office_id = $1 and extract(year from fuelled_on) = $2 group by 1) f on f.vehicle_id = v.vehicle_id
  left join (select vehicle_id, sum(amount)::bigint as amount from vehicle_repair where office_id = $1 and extract(year from finished_on) = $2 group by 1) r on r.vehicle_id = v.vehicle_id
  left join (select vehicle_id, sum(cost)::bigint as cost from vehicle_renewal where office_id = $1 and extract(year from done_on) = $2 group by 1) p on p.vehicle_id = v.vehicle_id
  where v.office_id = $1 and (v.retired_on is null or extract(year from v.retired_on) >= $2) order by v.vehicle_id`,
);
const hiredOfYear = statement<{ hires: number; km: number; rent: number }>(
  'hires-of-year',
  `
  select count(*) as hires, coalesce(sum(billed_km), 0)::bigint as km, coalesce(sum(rent), 0)::bigint as rent from vehicle_hire where office_id = $1 and extract(year from hired_on) = $2`,
);

/** Fen per kilometre, rounded half up; nothing where the car did not move. */
function perKm(cost: number, km: number): number | null {
  return km === 0 ? null : Math.floor((cost * 2 + km) / (km * 2));
}

/** Litres per hundred kilometres with one decimal, from hundredths of a litre. */
function consumption(litres: number, km: number): string | null {
  return km === 0 ? null : (Math.floor((litres * 10) / km + 0.5) / 10).toFixed(1);
}

/** 车辆费用年报: what each car cost and went, per kilometre; hire beside it – the two lines of the three public funds. */
const costs: Report = {
  report: 'vehicle-costs',
  title: '车辆费用年报',
  period: 'year',
  question: '派车',
  readers: READERS,
  read: async (tx, { period }) => {
    const [cars, hired] = await Promise.all([tx.rows(ofYear, [tx.officeId, Number(period)]), tx.row(hiredOfYear, [tx.officeId, Number(period)])]);
    const { hires, km: hiredKm, rent } = hired ?? { hires: 0, km: 0, rent: 0 };
    const running = cars.reduce((sum, one) => sum + one.fuel + one.repairs + one.papers, 0);
    return {
      tables: [
        {
          title: '各车费用',
          columns: [
            { title: '车牌号', type: 'text' },
            { title: '出车次数', type: 'number' },
            { title: '行驶公里', type: 'number' },
            { title: '油费', type: 'money' },
            { title: '百公里油耗（升）', type: 'text' },
            { title: '维修保养', type: 'money' },
            { title: '年检保险', type: 'money' },
            { title: '合计', type: 'money' },
            { title: '每公里费用', type: 'money' },
          ],
          rows: cars.map((one): readonly Figure[] => {
            const total = one.fuel + one.repairs + one.papers;
            return [one.plate, one.trips, one.km, one.fuel, consumption(one.litres, one.km), one.repairs, one.papers, total, perKm(total, one.km)];
          }),
        },
        {
          title: '三公经费口径',
          columns: [
            { title: '项目', type: 'text' },
            { title: '数量', type: 'number' },
            { title: '公里', type: 'number' },
            { title: '金额', type: 'money' },
            { title: '每公里', type: 'money' },
          ],
          rows: [
            [
              '公务用车运行（辆）',
              cars.length,
              cars.reduce((sum, one) => sum + one.km, 0),
              running,
              perKm(
                running,
                cars.reduce((sum, one) => sum + one.km, 0),
              ),
            ],
            ['租车费（次）', hires, hiredKm, rent, perKm(rent, hiredKm)],
          ],
        },
      ],
      notes: ['按加油、验收、办理和结算登记汇总；已付款的数额见概览中的三公经费。'],
    };
  },
};

interface OwnerMonth {
  readonly owner: string;
  readonly plate: string;
  readonly hires: number;
  readonly km: number;
  readonly rent: number;
}

const owners = statement<OwnerMonth>(
  'rents-of-month-by-owner',
  `
  select c.owner, c.plate, count(*) as hires, sum(s.billed_km)::bigint as km, sum(s.rent)::bigint as rent from vehicle_hire s join hire_car c on c.office_id = s.office_id and c.hire_car_id = s.hire_car_id
  where s.office_id = $1 and c.owner_id is not null and to_char(s.hired_on, 'YYYY-MM') = $2 group by 1, 2 order by rent desc`,
);

/** 机关干部车辆租金月报 (VEH-03b). */
const rents: Report = {
  report: 'staff-car-rents',
  title: '机关干部车辆租金月报',
  period: 'month',
  question: '租车审批',
  readers: ['纪检领导', '分管机关领导', '分管财务领导', '局长', '审计员'],
  read: async (tx, { period }) => {
    const rows = await tx.rows(owners, [tx.officeId, period]);
    const columns = [
      { title: '车主', type: 'text' },
      { title: '车牌号', type: 'text' },
      { title: '次数', type: 'number' },
      { title: '计价公里', type: 'number' },
      { title: '租金', type: 'money' },
    ] as const;
    return { tables: [{ title: '各车主租金', columns, rows: rows.map((one) => [one.owner, one.plate, one.hires, one.km, one.rent]) }], notes: [] };
  },
};

interface DriverYear {
  readonly name: string;
  readonly amount: number;
  readonly paid: number;
  readonly cases: number;
}

const drivers = statement<DriverYear>(
  'safety-bonus-of-year',
  `
  select distinct on (b.person_id) p.name, b.amount, b.paid,
    (select count(*) from vehicle_case k where k.office_id = b.office_id and k.person_id = b.person_id and k.responsible and extract(year from k.happened_on) = b.year) as cases
  from safety_bonus b join person p on p.office_id = b.office_id and p.person_id = b.person_id where b.office_id = $1 and b.year = $2 order by b.person_id, b.bonus_id desc`,
);

/** 驾驶员安全奖金核定 (VEH-08c). */
const bonuses: Report = {
  report: 'safety-bonus',
  title: '驾驶员安全奖金核定',
  period: 'year',
  question: '安全奖金',
  readers: ['办公室', '财务股', '纪检领导', '局长', '审计员'],
  read: async (tx, { period, moment, rules }) => {
    const rows = await tx.rows(drivers, [tx.officeId, Number(period)]);
    const reckoned = rows.map((one) => ({
      ...one,
      values: rules.decide({
        officeId: tx.officeId,
        question: '安全奖金',
        facts: { safetyBonus: one.amount, bonusPaid: one.paid, faultCases: one.cases },
        on: moment.today,
      }).values,
    }));
    return {
      tables: [
        {
          title: '安全奖金',
          columns: [
            { title: '驾驶员', type: 'text' },
            { title: '当年安全奖金', type: 'money' },
            { title: '有责案件', type: 'number' },
            { title: '应发', type: 'money' },
            { title: '已发', type: 'money' },
            { title: '应退', type: 'money' },
          ],
          rows: reckoned.map(({ name, amount, cases, paid, values }) => [
            name,
            amount,
            cases,
            Number(values['bonusDue']),
            paid,
            Number(values['bonusToReturn']),
          ]),
        },
      ],
      notes: [],
    };
  },
};

export const reports: readonly Report[] = [costs, rents, bonuses];
