import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { OfficerNaming } from './contract-officers.ts';

export const DEPARTMENT_KINDS = ['局领导', '股室', '站所室', '局属单位'] as const;
export type DepartmentKind = (typeof DEPARTMENT_KINDS)[number];

/** Whoever is signed in. */
export interface Me {
  /** How the office calls its three officers. */
  readonly officerNaming: OfficerNaming;
  readonly office: { readonly officeId: number; readonly key: string; readonly name: string; readonly sample: boolean };
  readonly person: {
    readonly personId: number;
    readonly name: string;
    readonly department: string | null;
    readonly departmentId: number | null;
    readonly posts: readonly string[];
  };
  readonly today: CivilDate;
  readonly unread: number;
  readonly todo: number;
  readonly menu: readonly { readonly module: string; readonly title: string }[];
}

/** Who can be chosen to sign in as, in sample mode on this machine. */
export interface SignInChoices {
  readonly sample: boolean;
  readonly setup: boolean;
  readonly offices: readonly {
    readonly officeId: number;
    readonly key: string;
    readonly name: string;
    readonly people: readonly { readonly personId: number; readonly name: string; readonly posts: readonly string[]; readonly department: string | null }[];
  }[];
}

/** 首次设置: whether the link is good, and what an office may begin with. */
export interface SetupState {
  readonly state: 'open' | 'done' | 'closed';
  /** The sample offices may be loaded: on this machine only, where one of their people may be chosen afterwards. */
  readonly sample: boolean;
  readonly passwordRules: string;
  readonly choices: readonly { readonly key: string; readonly name: string; readonly posts: readonly string[] }[];
}

export interface PersonRow {
  readonly personId: number;
  readonly name: string;
  readonly department: string | null;
  readonly departmentId: number | null;
  readonly rank: string | null;
  readonly loginName: string;
  readonly joinedOn: CivilDate;
  readonly leftOn: CivilDate | null;
  readonly posts: readonly string[];
}

export interface HoldingRow {
  readonly holdingId: number;
  readonly personId: number;
  readonly name: string;
  readonly department: string | null;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
}

export interface PostRow {
  readonly post: string;
  readonly superior: string | null;
  readonly sole: boolean;
  readonly collective: boolean;
  readonly holdings: readonly HoldingRow[];
}

export interface DepartmentRow {
  readonly departmentId: number;
  readonly name: string;
  readonly kind: DepartmentKind;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  /** There is one today. */
  readonly standing: boolean;
}

export interface CoverRow {
  readonly coverId: number;
  readonly post: string;
  readonly absent: string;
  readonly absentPersonId: number;
  readonly cover: string;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly reason: string;
  /** Kinds of matter it is lent for; null for every kind. */
  readonly kinds: readonly string[] | null;
  /** Fen it reaches up to, included; null for any amount. */
  readonly ceiling: number | null;
  /** The matter (a leave) it began with. */
  readonly sourceMatterId: number | null;
  readonly endedAt: Date | null;
}

/** One line of a 交接清单: what somebody has not finished. */
export interface HandoverItem {
  readonly sort: '经办事项' | '待办步骤' | '义务';
  /** Of the matter, or of the duty. */
  readonly id: number;
  readonly number: string;
  readonly title: string;
  /** State of the matter, or the day of the duty, in words. */
  readonly standing: string;
}
