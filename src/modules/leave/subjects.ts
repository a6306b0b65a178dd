/** What acts of this module are about, as the log names it. */
export const subjects: Readonly<Record<string, string>> = {
  'annual-leave': '公休假', appraisal: '年度考核', 'attendance-freeze': '考勤统计', 'attendance-objection': '考勤异议', 'attendance-opinion': '考勤统计意见', 'discipline-case': '督查通报',
  'duty-day': '值班', 'duty-roster': '值班表', 'duty-swap': '换班', 'leave-plan': '公休假计划', outing: '外出', overtime: '加班', 'pay-deduction': '扣发工资',
  'punch-correction': '打卡更正', 'punch-file': '打卡记录', 'service-record': '工作年限', 'spot-check': '考勤检查', timetable: '作息时间',
};
