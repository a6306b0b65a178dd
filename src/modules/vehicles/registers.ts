import type { Register } from '../../platform/registers/register.ts';
import { CLASSES, CARD_SORTS, FUEL_METHODS } from './contract.ts';
import { PARKINGS } from './contract-trip.ts';

export const READERS = ['办公室', '办公室主任', '分管机关领导', '纪检领导', '分管财务领导', '财务股', '局长', '审计员'] as const;

/** 车辆台账 (VEH-01a). */
const vehicles: Register = {
  register: 'vehicle',
  title: '车辆台账',
  module: 'vehicles',
  question: '派车',
  columns: [
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'model', title: '品牌型号', type: 'text' },
    { key: 'vehicleClass', title: '类型', type: 'choice', filter: true, choices: CLASSES, sql: 'v.vehicle_class' },
    { key: 'seats', title: '座位', type: 'number' },
    { key: 'registration', title: '行驶证号', type: 'text' },
    { key: 'driver', title: '专职驾驶员', type: 'person' },
    { key: 'odometer', title: '里程', type: 'number' },
    { key: 'fuelCard', title: '油卡', type: 'text' },
    { key: 'etcCard', title: 'ETC卡', type: 'text' },
    { key: 'inspectionUntil', title: '年检至', type: 'day', filter: true, sql: 'v.inspection_until' },
    { key: 'compulsoryUntil', title: '交强险至', type: 'day', filter: true, sql: 'v.compulsory_until' },
    { key: 'insuranceUntil', title: '商业险至', type: 'day' },
    { key: 'serviceOn', title: '下次保养', type: 'day' },
    { key: 'serviceKm', title: '保养里程', type: 'number' },
    { key: 'garage', title: '停放位置', type: 'text' },
    { key: 'retiredOn', title: '停用日期', type: 'day' },
  ],
  select: `v.plate, v.model, v.vehicle_class as "vehicleClass", v.seats, v.registration, d.name as driver, v.odometer,
    (select number from vehicle_card c where c.office_id = v.office_id and c.vehicle_id = v.vehicle_id and c.sort = '油卡' and c.until_day is null) as "fuelCard",
    (select number from vehicle_card c where c.office_id = v.office_id and c.vehicle_id = v.vehicle_id and c.sort = 'ETC卡' and c.until_day is null) as "etcCard",
    v.inspection_until::text as "inspectionUntil", v.compulsory_until::text as "compulsoryUntil", v.insurance_until::text as "insuranceUntil", v.service_on::text as "serviceOn",
    v.service_km as "serviceKm", v.garage, v.retired_on::text as "retiredOn"`,
  from: `from vehicle v join person d on d.office_id = v.office_id and d.person_id = v.driver_id where v.office_id = $1`,
  keyset: 'v.vehicle_id',
  readers: READERS,
  own: 'v.driver_id = $2',
};

/** 派车登记 (VEH-02c): every version of every notice and slip. */
const dispatches: Register = {
  register: 'vehicle-dispatch',
  title: '派车登记',
  module: 'vehicles',
  question: '派车',
  columns: [
    { key: 'number', title: '派车编号', type: 'text', filter: true, sql: 'x.number' },
    { key: 'version', title: '版次', type: 'number' },
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'coalesce(v.plate, c.plate)' },
    { key: 'driver', title: '驾驶人', type: 'text', filter: true, sql: 'x.driver_name' },
    { key: 'fromAt', title: '出车时间', type: 'moment' },
    { key: 'untilAt', title: '预计返回', type: 'moment' },
    { key: 'route', title: '路线', type: 'text', filter: true, sql: 'x.route' },
    { key: 'purpose', title: '事由', type: 'text' },
    { key: 'user', title: '用车人', type: 'text', filter: true, sql: 'x.user_name' },
    { key: 'matter', title: '申请', type: 'matter' },
    { key: 'deviation', title: '另作安排的理由', type: 'text' },
    { key: 'issuedBy', title: '派车人', type: 'person' },
    { key: 'issuedAt', title: '派车时间', type: 'moment' },
    { key: 'ended', title: '结果', type: 'text' },
  ],
  select: `x.number, x.version, coalesce(v.plate, c.plate) as plate, x.driver_name as driver, x.from_at as "fromAt", x.until_at as "untilAt", x.route, x.purpose, x.user_name as user,
    m.number as matter, x.matter_id as "matterId", x.deviation, p.name as "issuedBy", x.issued_at as "issuedAt", coalesce(x.ended_reason, '现行') as ended`,
  from: `from vehicle_dispatch x join matter m on m.office_id = x.office_id and m.matter_id = x.matter_id join person p on p.office_id = x.office_id and p.person_id = x.issued_by
    left join vehicle v on v.office_id = x.office_id and v.vehicle_id = x.vehicle_id left join hire_car c on c.office_id = x.office_id and c.hire_car_id = x.hire_car_id where x.office_id = $1`,
  keyset: 'x.dispatch_id',
  readers: READERS,
  own: '(x.driver_id = $2 or m.handler_id = $2)',
};

/** 用车登记 (VEH-05a, VEH-05b): every trip with its gap, its surplus and where the car stood. */
const trips: Register = {
  register: 'vehicle-trip',
  title: '用车登记',
  module: 'vehicles',
  question: '派车',
  columns: [
    { key: 'tripId', title: '登记号', type: 'number' },
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'dispatch', title: '派车编号', type: 'text', filter: true, sql: 'x.number' },
    { key: 'user', title: '用车人', type: 'text', filter: true, sql: 't.user_name' },
    { key: 'purpose', title: '事由', type: 'text' },
    { key: 'route', title: '路线', type: 'text' },
    { key: 'outAt', title: '出车', type: 'moment' },
    { key: 'backAt', title: '收车', type: 'moment' },
    { key: 'outKm', title: '出车里程', type: 'number' },
    { key: 'backKm', title: '收车里程', type: 'number' },
    { key: 'km', title: '行驶公里', type: 'number' },
    { key: 'gapKm', title: '断档公里', type: 'number', filter: true, sql: 't.gap_km' },
    { key: 'gapReason', title: '断档原因', type: 'text' },
    { key: 'surplusKm', title: '超路线公里', type: 'number', filter: true, sql: 't.surplus_km' },
    { key: 'parking', title: '停放', type: 'choice', filter: true, choices: PARKINGS, sql: 't.parking' },
    { key: 'place', title: '停放地点', type: 'text' },
    { key: 'driver', title: '驾驶员', type: 'person' },
    { key: 'checks', title: '出车检查', type: 'text' },
    {
      key: 'withoutDispatch',
      title: '派遣',
      type: 'choice',
      filter: true,
      choices: ['有派遣', '无派遣'],
      sql: `(case when t.without_dispatch then '无派遣' else '有派遣' end)`,
    },
    { key: 'withoutReason', title: '无派遣原因', type: 'text' },
    { key: 'remarks', title: '提示', type: 'text' },
  ],
  select: `t.trip_id as "tripId", v.plate, x.number as dispatch, t.user_name as user, t.purpose, t.route, t.out_at as "outAt", t.back_at as "backAt", t.out_km as "outKm", t.back_km as "backKm",
    t.back_km - t.out_km as km, t.gap_km as "gapKm", t.gap_reason as "gapReason", t.surplus_km as "surplusKm", t.parking, t.place, d.name as driver,
    (select string_agg(c, '、') from jsonb_array_elements_text(t.checks) c) as checks, case when t.without_dispatch then '无派遣' else '有派遣' end as "withoutDispatch",
    t.without_dispatch_reason as "withoutReason", (select string_agg(r, '') from jsonb_array_elements_text(t.remarks) r) as remarks`,
  from: `from vehicle_trip t join vehicle v on v.office_id = t.office_id and v.vehicle_id = t.vehicle_id join person d on d.office_id = t.office_id and d.person_id = t.driver_id
    left join vehicle_dispatch x on x.office_id = t.office_id and x.dispatch_id = t.dispatch_id where t.office_id = $1`,
  keyset: 't.trip_id',
  readers: READERS,
  own: 't.driver_id = $2',
};

/** 节假日封存登记 (VEH-05c). */
const seals: Register = {
  register: 'vehicle-seal',
  title: '节假日封存登记',
  module: 'vehicles',
  question: '派车',
  columns: [
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'place', title: '封存地点', type: 'text' },
    { key: 'sealedAt', title: '封存时间', type: 'moment' },
    { key: 'sealedKm', title: '封存里程', type: 'number' },
    { key: 'sealNumber', title: '封条编号', type: 'text' },
    { key: 'keyWith', title: '钥匙交存', type: 'person' },
    { key: 'sealedBy', title: '封存人', type: 'person' },
    { key: 'unsealedAt', title: '启封时间', type: 'moment' },
    { key: 'unsealedKm', title: '启封里程', type: 'number' },
    { key: 'driven', title: '相差公里', type: 'number' },
    { key: 'remarks', title: '提示', type: 'text' },
  ],
  select: `v.plate, s.place, s.sealed_at as "sealedAt", s.sealed_km as "sealedKm", s.seal_number as "sealNumber", k.name as "keyWith", b.name as "sealedBy", s.unsealed_at as "unsealedAt",
    s.unsealed_km as "unsealedKm", s.unsealed_km - s.sealed_km as driven, s.remarks`,
  from: `from vehicle_seal s join vehicle v on v.office_id = s.office_id and v.vehicle_id = s.vehicle_id join person k on k.office_id = s.office_id and k.person_id = s.key_with
    join person b on b.office_id = s.office_id and b.person_id = s.sealed_by where s.office_id = $1`,
  keyset: 's.seal_id',
  readers: READERS,
  own: 'v.driver_id = $2',
};

/** 节假日用车报备 (VEH-05e). */
const restDays: Register = {
  register: 'rest-day-use',
  title: '节假日用车报备登记',
  module: 'vehicles',
  question: '节假日用车',
  columns: [
    { key: 'report', title: '报告编号', type: 'matter' },
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'days', title: '用车日期', type: 'text' },
    { key: 'reason', title: '事由', type: 'text' },
    { key: 'confirmedAt', title: '分管领导确认', type: 'moment' },
    { key: 'filedAt', title: '县纪委报备', type: 'moment' },
    { key: 'receiver', title: '接收人', type: 'text' },
    { key: 'reference', title: '报备编号', type: 'text' },
  ],
  select: `m.number as report, m.matter_id as "matterId", v.plate, (m.facts ->> 'from') || '至' || (m.facts ->> 'until') as days, m.facts ->> 'reason' as reason,
    (select max(s.acted_at) from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.verdict = 'agreed') as "confirmedAt", f.filed_at as "filedAt", f.receiver, f.reference`,
  from: `from matter m join vehicle v on v.office_id = m.office_id and v.vehicle_id = (m.facts ->> 'vehicleId')::bigint
    left join rest_day_filing f on f.office_id = m.office_id and f.matter_id = m.matter_id where m.office_id = $1 and m.kind = 'rest-day-use' and m.state <> 'draft'`,
  keyset: 'm.matter_id',
  readers: READERS,
};

/** 油卡ETC卡台账 (VEH-06a). */
const cards: Register = {
  register: 'vehicle-card',
  title: '油卡ETC卡台账',
  module: 'vehicles',
  question: '加油',
  columns: [
    { key: 'number', title: '卡号', type: 'text', filter: true, sql: 'c.number' },
    { key: 'sort', title: '种类', type: 'choice', filter: true, choices: CARD_SORTS, sql: 'c.sort' },
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'from', title: '启用', type: 'day' },
    { key: 'until', title: '停用', type: 'day' },
    { key: 'toppedUp', title: '累计充值', type: 'money' },
    { key: 'spent', title: '累计加油', type: 'money' },
    { key: 'lastTopUp', title: '最近充值', type: 'day' },
  ],
  select: `c.number, c.sort, v.plate, c.from_day::text as from, c.until_day::text as until,
    coalesce((select sum(amount) from card_top_up t where t.office_id = c.office_id and t.card_id = c.card_id), 0)::bigint as "toppedUp",
    coalesce((select sum(amount) from vehicle_fuelling f where f.office_id = c.office_id and f.card_id = c.card_id), 0)::bigint as spent,
    (select max(topped_on)::text from card_top_up t where t.office_id = c.office_id and t.card_id = c.card_id) as "lastTopUp"`,
  from: `from vehicle_card c join vehicle v on v.office_id = c.office_id and v.vehicle_id = c.vehicle_id where c.office_id = $1`,
  keyset: 'c.card_id',
  readers: READERS,
};

/** 加油登记 (VEH-06a, VEH-06c). */
const fuellings: Register = {
  register: 'vehicle-fuelling',
  title: '加油登记',
  module: 'vehicles',
  question: '加油',
  columns: [
    { key: 'on', title: '日期', type: 'day', filter: true, sql: 'f.fuelled_on' },
    { key: 'plate', title: '车牌号', type: 'text', filter: true, sql: 'v.plate' },
    { key: 'station', title: '加油站', type: 'text' },
    { key: 'litres', title: '升数', type: 'text' },
    { key: 'amount', title: '金额', type: 'money', filter: true, sql: 'f.amount' },
    { key: 'odometer', title: '里程', type: 'number' },
    { key: 'method', title: '付款', type: 'choice', filter: true, choices: FUEL_METHODS, sql: 'f.method' },
    { key: 'card', title: '油卡', type: 'text', filter: true, sql: 'c.number' },
    { key: 'recordedBy', title: '登记人', type: 'person' },
  ],
  select: `f.fuelled_on::text as on, v.plate, f.station, to_char(f.litres / 100.0, 'FM9990.00') as litres, f.amount, f.odometer, f.method, c.number as card, p.name as "recordedBy"`,
  from: `from vehicle_fuelling f join vehicle v on v.office_id = f.office_id and v.vehicle_id = f.vehicle_id join person p on p.office_id = f.office_id and p.person_id = f.recorded_by
    left join vehicle_card c on c.office_id = f.office_id and c.card_id = f.card_id where f.office_id = $1`,
  keyset: 'f.fuelling_id',
  readers: READERS,
  own: 'f.recorded_by = $2',
};

export const usageRegisters: readonly Register[] = [vehicles, dispatches, trips, seals, restDays, cards, fuellings];
