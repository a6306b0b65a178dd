import type { Module } from '../modules.ts';

/** What acts of the platform are about, as the log names it. */
const PLATFORM_SUBJECTS: Readonly<Record<string, string>> = {
  cover: '代理',
  department: '股室',
  file: '附件',
  import: '导入批次',
  'inspection-pack': '迎检包',
  'login-name': '登录名',
  matter: '事项',
  notice: '消息',
  obligation: '义务',
  office: '本单位',
  page: '页面',
  person: '人员',
  register: '台账',
  'regulation-draft': '制度新版',
  resolution: '会议决定',
  verb: '动作',
};

/** Chinese titles of everything an act may be about, by kind: 事项 for matter. */
export function subjectTitles(modules: readonly Pick<Module, 'subjects'>[]): Readonly<Record<string, string>> {
  return Object.assign({}, PLATFORM_SUBJECTS, ...modules.map((module) => module.subjects ?? {})) as Readonly<Record<string, string>>; // all parts are such records
}
