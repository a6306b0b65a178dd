import type { Register } from '../../platform/registers/register.ts';
import { CASE_SORTS, CLASSES } from './contract.ts';
import { READERS } from './registers.ts';

/** 充值登记 (VEH-06b). */
const topUps: Register = {
  register: 'card-top-up',
  title: '油卡ETC卡充值登记',
  module: 'vehicles',
  question: '充值',
  columns: [
    { key: 'on', title: '日期', type: 'day', filter: true, sql: 't.topped_on' },
    { key: 'card', title: '卡号', type: 'text', filter: true, sql: 'c.number' },
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'amount', title: '金额', type: 'money' },
    { key: 'method', title: '付款方式', type: 'text' },
    { key: 'voucher', title: '充值凭证', type: 'text' },
    { key: 'matter', title: '事前审批', type: 'matter' },
    { key: 'recordedBy', title: '登记人', type: 'person' },
  ],
  select: `t.topped_on::text as on, c.number as card, v.plate, t.amount, t.method, t.voucher, m.number as matter, t.request_matter_id as "matterId", p.name as "recordedBy"`,
  from: `from card_top_up t join vehicle_card c on c.office_id = t.office_id and c.card_id = t.card_id join vehicle v on v.office_id = c.office_id and v.vehicle_id = c.vehicle_id
    join person p on p.office_id = t.office_id and p.person_id = t.recorded_by left join matter m on m.office_id = t.office_id and m.matter_id = t.request_matter_id where t.office_id = $1`,
  keyset: 't.top_up_id',
  readers: READERS,
};

/** 维修保养台账 (VEH-07). */
const repairs: Register = {
  register: 'vehicle-repair',
  title: '维修保养台账',
  module: 'vehicles',
  question: '车辆维修',
  columns: [
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'sort', title: '性质', type: 'choice', filter: true, choices: ['日常', '大修'], sql: 'r.sort' },
    { key: 'items', title: '项目', type: 'text' },
    { key: 'shop', title: '维修点', type: 'text', filter: true, sql: 'r.shop' },
    { key: 'finishedOn', title: '完工', type: 'day', filter: true, sql: 'r.finished_on' },
    { key: 'odometer', title: '里程', type: 'number' },
    { key: 'amount', title: '金额', type: 'money', filter: true, sql: 'r.amount' },
    { key: 'invoice', title: '票据号码', type: 'text' },
    { key: 'matter', title: '维修申请', type: 'matter' },
    { key: 'acceptedBy', title: '验收人', type: 'person' },
  ],
  select: `v.plate, r.sort, r.items, r.shop, r.finished_on::text as "finishedOn", r.odometer, r.amount, r.invoice, m.number as matter, r.matter_id as "matterId", p.name as "acceptedBy"`,
  from: `from vehicle_repair r join vehicle v on v.office_id = r.office_id and v.vehicle_id = r.vehicle_id join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id
    join person p on p.office_id = r.office_id and p.person_id = r.recorded_by where r.office_id = $1`,
  keyset: 'r.repair_id',
  readers: READERS,
  own: 'm.handler_id = $2',
};

/** 定点维修点 (VEH-07a). */
const shops: Register = {
  register: 'repair-shop',
  title: '定点维修点名单',
  module: 'vehicles',
  question: '车辆维修',
  columns: [
    { key: 'name', title: '维修点', type: 'text', filter: true, sql: 's.name' },
    { key: 'from', title: '起', type: 'day' },
    { key: 'until', title: '止（不含）', type: 'day' },
  ],
  select: `s.name, s.from_day::text as from, s.until_day::text as until`,
  from: `from repair_shop s where s.office_id = $1`,
  keyset: 's.shop_id',
  readers: [],
};

/** 年检保险保养登记 (VEH-06d). */
const renewals: Register = {
  register: 'vehicle-renewal',
  title: '年检保险保养登记',
  module: 'vehicles',
  question: '派车',
  columns: [
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'sort', title: '事项', type: 'choice', filter: true, choices: ['年检', '交强险', '商业险', '保养'], sql: 'r.sort' },
    { key: 'doneOn', title: '办理日期', type: 'day', filter: true, sql: 'r.done_on' },
    { key: 'validUntil', title: '有效期至', type: 'day' },
    { key: 'cost', title: '费用', type: 'money' },
    { key: 'document', title: '凭证', type: 'text' },
  ],
  select: `v.plate, r.sort, r.done_on::text as "doneOn", r.valid_until::text as "validUntil", r.cost, r.document`,
  from: `from vehicle_renewal r join vehicle v on v.office_id = r.office_id and v.vehicle_id = r.vehicle_id where r.office_id = $1`,
  keyset: 'r.renewal_id',
  readers: READERS,
};

/** 租用车辆备案 (VEH-03b). */
const hireCars: Register = {
  register: 'hire-car',
  title: '租用车辆备案',
  module: 'vehicles',
  question: '租车审批',
  columns: [
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'c.plate' },
    { key: 'owner', title: '车主', type: 'text', filter: true, sql: 'c.owner' },
    { key: 'staff', title: '机关干部', type: 'choice', filter: true, choices: ['是', '否'], sql: `(case when c.owner_id is null then '否' else '是' end)` },
    { key: 'vehicleClass', title: '类型', type: 'choice', filter: true, choices: CLASSES, sql: 'c.vehicle_class' },
    { key: 'registration', title: '行驶证', type: 'text' },
    { key: 'inspectionUntil', title: '年检至', type: 'day' },
    { key: 'compulsoryUntil', title: '交强险至', type: 'day' },
    { key: 'thirdPartyUntil', title: '三者险至', type: 'day' },
    { key: 'agreementOn', title: '协议签署', type: 'day' },
  ],
  select: `c.plate, c.owner, case when c.owner_id is null then '否' else '是' end as staff, c.vehicle_class as "vehicleClass", c.registration, c.inspection_until::text as "inspectionUntil",
    c.compulsory_until::text as "compulsoryUntil", c.third_party_until::text as "thirdPartyUntil", c.agreement_on::text as "agreementOn"`,
  from: `from hire_car c where c.office_id = $1`,
  keyset: 'c.hire_car_id',
  readers: READERS,
  own: 'c.owner_id = $2',
};

/** 租车登记 (VEH-03b, VEH-03c). */
const hires: Register = {
  register: 'vehicle-hire',
  title: '租车登记',
  module: 'vehicles',
  question: '租车审批',
  columns: [
    { key: 'hiredOn', title: '日期', type: 'day', filter: true, sql: 's.hired_on' },
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'c.plate' },
    { key: 'owner', title: '车主', type: 'text', filter: true, sql: 'c.owner' },
    { key: 'user', title: '用车人', type: 'text' },
    { key: 'route', title: '路线', type: 'text' },
    { key: 'odometerKm', title: '里程表公里', type: 'number' },
    { key: 'routeKm', title: '路线公里', type: 'number' },
    { key: 'billedKm', title: '计价公里', type: 'number' },
    { key: 'price', title: '每公里价格', type: 'money' },
    { key: 'rent', title: '租金', type: 'money', filter: true, sql: 's.rent' },
    { key: 'matter', title: '租车审批', type: 'matter' },
  ],
  select: `s.hired_on::text as "hiredOn", c.plate, c.owner, s.user_name as user, s.route, s.end_km - s.start_km as "odometerKm", s.route_km as "routeKm", s.billed_km as "billedKm", s.price, s.rent, m.number as matter, s.matter_id as "matterId"`,
  from: `from vehicle_hire s join hire_car c on c.office_id = s.office_id and c.hire_car_id = s.hire_car_id join matter m on m.office_id = s.office_id and m.matter_id = s.matter_id where s.office_id = $1`,
  keyset: 's.hire_id',
  readers: READERS,
  own: 'c.owner_id = $2',
};

/** 车辆违规事故台账 (VEH-08c, VEH-10). */
const cases: Register = {
  register: 'vehicle-case',
  title: '车辆违规事故台账',
  module: 'vehicles',
  question: '车损责任',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 'k.number' },
    { key: 'happenedOn', title: '日期', type: 'day', filter: true, sql: 'k.happened_on' },
    { key: 'sort', title: '类别', type: 'choice', filter: true, choices: CASE_SORTS, sql: 'k.sort' },
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'k.plate' },
    { key: 'person', title: '责任人', type: 'text', filter: true, sql: 'k.person_name' },
    { key: 'ruleBroken', title: '违反条款', type: 'text' },
    { key: 'facts', title: '事实', type: 'text' },
    { key: 'statement', title: '本人陈述', type: 'text' },
    { key: 'loss', title: '损失', type: 'money' },
    { key: 'insurance', title: '保险赔付', type: 'money' },
    { key: 'share', title: '个人承担', type: 'money' },
    { key: 'decision', title: '处理决定', type: 'text' },
    { key: 'receipt', title: '收据', type: 'text' },
  ],
  select: `k.number, k.happened_on::text as "happenedOn", k.sort, k.plate, k.person_name as person, k.rule_broken as "ruleBroken", k.facts, k.statement, k.loss, k.insurance, k.share, k.decision, k.receipt`,
  from: `from vehicle_case k where k.office_id = $1`,
  keyset: 'k.case_id',
  readers: READERS,
  own: 'k.person_id = $2',
};

/** 违规停放线索 (VEH-05d). */
const incidents: Register = {
  register: 'vehicle-incident',
  title: '违规停放线索',
  module: 'vehicles',
  question: '停放',
  columns: [
    { key: 'seenAt', title: '时间', type: 'moment' },
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'place', title: '地点', type: 'text' },
    { key: 'facts', title: '情况', type: 'text' },
    { key: 'tripId', title: '用车登记号', type: 'number' },
    { key: 'recordedBy', title: '登记人', type: 'person' },
  ],
  select: `i.seen_at as "seenAt", v.plate, i.place, i.facts, i.trip_id as "tripId", p.name as "recordedBy"`,
  from: `from vehicle_incident i join vehicle v on v.office_id = i.office_id and v.vehicle_id = i.vehicle_id join person p on p.office_id = i.office_id and p.person_id = i.recorded_by where i.office_id = $1`,
  keyset: 'i.incident_id',
  readers: ['办公室', '纪检领导', '局长', '审计员'],
};

/** 局属单位用车办法 (VEH-09): every unit, also those that still owe theirs. */
const unitRules: Register = {
  register: 'unit-vehicle-rules',
  title: '局属单位用车办法',
  module: 'vehicles',
  question: '派车',
  columns: [
    { key: 'unit', title: '局属单位', type: 'text', filter: true, sql: 'd.name' },
    {
      key: 'state',
      title: '状态',
      type: 'choice',
      filter: true,
      choices: ['已报送', '未报送'],
      sql: `(case when u.handed_in_id is null then '未报送' else '已报送' end)`,
    },
    { key: 'body', title: '制定机构', type: 'text' },
    { key: 'madeOn', title: '制定日期', type: 'day' },
    { key: 'version', title: '对应版本', type: 'text' },
  ],
  select: `d.name as unit, case when u.handed_in_id is null then '未报送' else '已报送' end as state, u.body, u.made_on::text as "madeOn", u.version`,
  from: `from department d left join lateral (select * from unit_vehicle_rules x where x.office_id = d.office_id and x.department_id = d.department_id order by x.handed_in_id desc limit 1) u on true
    where d.office_id = $1 and d.kind = '局属单位'`,
  keyset: 'd.department_id',
  readers: READERS,
};

export const moneyRegisters: readonly Register[] = [repairs, shops, renewals, topUps, hireCars, hires, cases, incidents, unitRules];
