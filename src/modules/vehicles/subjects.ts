/** What acts of this module are about, as the log names it. */
export const subjects: Readonly<Record<string, string>> = {
  'card-list': '油卡流水',
  'hire-car': '租用车辆',
  'repair-shop': '定点维修点',
  'unit-vehicle-rules': '局属单位用车办法',
  vehicle: '车辆',
  'vehicle-card': '油卡',
  'vehicle-case': '车辆违规事故',
  'vehicle-incident': '停放线索',
  'vehicle-paper': '年检保险',
  'vehicle-seal': '节假日封存',
  'vehicle-trip': '出车',
};
