import type { ReadKept } from '../../platform/files/read-sheet.ts';
import { moduleVerb, type Module } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { acceptLeaveVerb } from './accept-leave.ts';
import { answerObjectionVerb, closeAppraisalVerb, objectToAttendanceVerb } from './appraisal.ts';
import { attendanceDuties } from './attendance-duties.ts';
import { reports } from './attendance-report.ts';
import { acceptLeave, confirmDeduction, confirmReturn, planLeave, proposeDeduction, recordService, registerLeave, reportBack } from './contract.ts';
import {
  answerObjection,
  closeAppraisal,
  confirmOuting,
  correctPunch,
  decideDiscipline,
  freezeAttendance,
  giveOpinion,
  handInCriticism,
  importPunches,
  objectToAttendance,
  openDisciplineCase,
  recordSpotCheck,
  registerOuting,
  setTimetable,
  settleCorrection,
} from './contract-attendance.ts';
import { answerSwap, confirmSwap, proposeSwap, publishRoster, registerOvertime, signDutyLog } from './contract-duty.ts';
import { decideDisciplineVerb, handInCriticismVerb, openDisciplineCaseVerb } from './discipline.ts';
import { signDutyLogVerb } from './duty-log.ts';
import { answerSwapVerb, confirmSwapVerb, proposeSwapVerb } from './duty-swap.ts';
import { freezeAttendanceVerb, giveOpinionVerb } from './freeze-attendance.ts';
import { importPunchesVerb } from './import-punches.ts';
import { leaveActions } from './leave-actions.ts';
import { leaveKinds } from './leave-kind.ts';
import { leaveRoutes } from './leave-routes.ts';
import { confirmOutingVerb, registerOutingVerb } from './outing.ts';
import { registerOvertimeVerb } from './overtime.ts';
import { confirmDeductionVerb, proposeDeductionVerb } from './pay-deduction.ts';
import { planLeaveVerb } from './plan-leave.ts';
import { correctPunchVerb, settleCorrectionVerb } from './punch-correction.ts';
import { recordServiceVerb } from './record-service.ts';
import { registerLeaveVerb } from './register-leave.ts';
import { leaveRegisters } from './registers.ts';
import { attendanceRegisters } from './registers-attendance.ts';
import { confirmReturnVerb, reportBackVerb } from './report-back.ts';
import { publishRosterVerb } from './roster.ts';
import { recordSpotCheckVerb } from './spot-check.ts';
import { setTimetableVerb } from './timetable.ts';

/** 考勤与请休假: leave, punches, outings, statistics, rosters. */
export function leave(rules: RulesInForce, readKept: ReadKept): Module {
  return {
    module: 'leave',
    title: '考勤与请休假',
    kinds: leaveKinds(rules),
    registers: [...leaveRegisters, ...attendanceRegisters],
    verbs: [
      moduleVerb(registerLeaveVerb(rules), registerLeave),
      moduleVerb(acceptLeaveVerb, acceptLeave),
      moduleVerb(reportBackVerb(rules), reportBack),
      moduleVerb(confirmReturnVerb, confirmReturn),
      moduleVerb(registerOutingVerb(rules), registerOuting),
      moduleVerb(confirmOutingVerb, confirmOuting),
      moduleVerb(importPunchesVerb(rules, readKept), importPunches),
      moduleVerb(correctPunchVerb(rules), correctPunch),
      moduleVerb(settleCorrectionVerb, settleCorrection),
      moduleVerb(setTimetableVerb, setTimetable),
      moduleVerb(recordSpotCheckVerb(rules), recordSpotCheck),
      moduleVerb(giveOpinionVerb, giveOpinion),
      moduleVerb(freezeAttendanceVerb(rules), freezeAttendance),
      moduleVerb(objectToAttendanceVerb(rules), objectToAttendance),
      moduleVerb(answerObjectionVerb, answerObjection),
      moduleVerb(closeAppraisalVerb(rules), closeAppraisal),
      moduleVerb(recordServiceVerb(rules), recordService),
      moduleVerb(planLeaveVerb(rules), planLeave),
      moduleVerb(proposeDeductionVerb(rules), proposeDeduction),
      moduleVerb(confirmDeductionVerb, confirmDeduction),
      moduleVerb(publishRosterVerb(rules), publishRoster),
      moduleVerb(proposeSwapVerb, proposeSwap),
      moduleVerb(answerSwapVerb, answerSwap),
      moduleVerb(confirmSwapVerb(rules), confirmSwap),
      moduleVerb(signDutyLogVerb(rules), signDutyLog),
      moduleVerb(registerOvertimeVerb(rules), registerOvertime),
      moduleVerb(openDisciplineCaseVerb(rules), openDisciplineCase),
      moduleVerb(handInCriticismVerb, handInCriticism),
      moduleVerb(decideDisciplineVerb, decideDiscipline),
    ],
    jobs: [attendanceDuties(rules)],
    matterActions: leaveActions,
    reports,
    routes: leaveRoutes,
  };
}
