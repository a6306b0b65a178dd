import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { RulesInForce } from './rules-in-force.ts';

interface SettingOf {
  readonly officeId: number;
  readonly setting: string;
  readonly on: CivilDate;
}

/** The words of a setting written as 会议费、培训费; none where the office's regulations have no such setting. */
export function wordsOfSetting(rules: RulesInForce, of: SettingOf): readonly string[] {
  const written = rules.setting(of);
  return typeof written === 'string' ? written.split('、').filter((word) => word !== '') : [];
}
