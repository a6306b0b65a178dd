import { moduleVerb, type Module } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { bringBackVerb } from './bring-back.ts';
import { bindCardVerb, checkCardListVerb, endCardVerb, topUpCardVerb } from './cards.ts';
import { cancelDispatchVerb } from './cancel-dispatch.ts';
import { decideCaseVerb, reportCaseVerb, setSafetyBonusVerb, settleCaseVerb } from './cases.ts';
import {
  acceptRepair,
  bindCard,
  checkCardList,
  decideVehicleCase,
  designateShop,
  endCard,
  handInUnitRules,
  recordFuelling,
  recordLicence,
  registerHireCar,
  registerVehicle,
  renewVehicle,
  reportVehicleCase,
  retireVehicle,
  setSafetyBonus,
  settleHire,
  settleVehicleCase,
  topUpCard,
} from './contract.ts';
import {
  bringBackVehicle,
  cancelDispatch,
  dispatchVehicle,
  explainTrip,
  fileRestDay,
  parkVehicle,
  reportParking,
  sealVehicle,
  takeOutVehicle,
  unsealVehicle,
} from './contract-trip.ts';
import { vehicleDuties } from './daily-duties.ts';
import { dispatchVehicleVerb } from './dispatch-vehicle.ts';
import { fileRestDayVerb } from './file-rest-day.ts';
import { recordFuellingVerb } from './fuelling.ts';
import { registerHireCarVerb, settleHireVerb } from './hire.ts';
import { vehicleHire } from './hire-kind.ts';
import { recordLicenceVerb, registerVehicleVerb, renewVehicleVerb, retireVehicleVerb } from './papers.ts';
import { explainTripVerb, parkVehicleVerb, reportParkingVerb } from './park.ts';
import { usageRegisters } from './registers.ts';
import { moneyRegisters } from './registers-money.ts';
import { acceptRepairVerb, designateShopVerb } from './repair.ts';
import { vehicleRepair } from './repair-kind.ts';
import { reports } from './reports.ts';
import { vehicleRequest } from './request-kind.ts';
import { restDayUse } from './rest-day-kind.ts';
import { vehicleRoutes } from './routes.ts';
import { sealVehicleVerb, unsealVehicleVerb } from './sealing.ts';
import { driverSubstitute } from './substitute-kind.ts';
import { takeOutVerb } from './take-out.ts';
import { handInUnitRulesVerb } from './unit-rules.ts';

/** 公务用车: register, requests and dispatch, trips, sealing, cards and fuel, repairs, hire, responsibility. */
export function vehicles(rules: RulesInForce): Module {
  return {
    module: 'vehicles',
    title: '公务用车',
    kinds: [vehicleRequest(rules), restDayUse, driverSubstitute, vehicleRepair(rules), vehicleHire(rules)],
    registers: [...usageRegisters, ...moneyRegisters],
    verbs: [
      moduleVerb(dispatchVehicleVerb(rules), dispatchVehicle),
      moduleVerb(cancelDispatchVerb, cancelDispatch),
      moduleVerb(fileRestDayVerb, fileRestDay),
      moduleVerb(takeOutVerb(rules), takeOutVehicle),
      moduleVerb(bringBackVerb(rules), bringBackVehicle),
      moduleVerb(parkVehicleVerb(rules), parkVehicle),
      moduleVerb(explainTripVerb, explainTrip),
      moduleVerb(sealVehicleVerb, sealVehicle),
      moduleVerb(unsealVehicleVerb(rules), unsealVehicle),
      moduleVerb(reportParkingVerb, reportParking),
      moduleVerb(registerVehicleVerb, registerVehicle),
      moduleVerb(retireVehicleVerb, retireVehicle),
      moduleVerb(renewVehicleVerb, renewVehicle),
      moduleVerb(recordLicenceVerb, recordLicence),
      moduleVerb(bindCardVerb(rules), bindCard),
      moduleVerb(endCardVerb, endCard),
      moduleVerb(topUpCardVerb(rules), topUpCard),
      moduleVerb(checkCardListVerb(rules), checkCardList),
      moduleVerb(recordFuellingVerb(rules), recordFuelling),
      moduleVerb(designateShopVerb, designateShop),
      moduleVerb(acceptRepairVerb(rules), acceptRepair),
      moduleVerb(registerHireCarVerb, registerHireCar),
      moduleVerb(settleHireVerb(rules), settleHire),
      moduleVerb(reportCaseVerb(rules), reportVehicleCase),
      moduleVerb(decideCaseVerb(rules), decideVehicleCase),
      moduleVerb(settleCaseVerb, settleVehicleCase),
      moduleVerb(setSafetyBonusVerb, setSafetyBonus),
      moduleVerb(handInUnitRulesVerb(rules), handInUnitRules),
    ],
    jobs: [vehicleDuties(rules)],
    reports,
    routes: vehicleRoutes,
  };
}
