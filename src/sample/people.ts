import type { FirstPerson, NewDepartment } from '../platform/people/found-office.ts';

/** One line of the staff: name, sign-in name, department, rank, posts (`分管领导@执法站` is held for that department). */
type Line = readonly [name: string, loginName: string, department: string, rank: string, ...posts: string[]];

function person([name, loginName, department, rank, ...posts]: Line): FirstPerson {
  const held = posts.map((text) => {
    const [post = '', portfolio = null] = text.split('@');
    return { post, department: portfolio };
  });
  return { name, loginName, passwordHash: null, department, rank, posts: held };
}

export interface SampleStaff {
  readonly departments: readonly NewDepartment[];
  readonly people: readonly FirstPerson[];
}

/** 示范县文化旅游广电体育局: every post held, three officers. */
export const CULTURE_BUREAU: SampleStaff = {
  departments: [
    { name: '局领导', kind: '局领导' },
    { name: '办公室', kind: '股室' },
    { name: '财务股', kind: '股室' },
    { name: '政工人事股', kind: '股室' },
    { name: '文化股', kind: '股室' },
    { name: '旅游股', kind: '股室' },
    { name: '体育股', kind: '股室' },
    { name: '县文化馆', kind: '局属单位' },
    { name: '县图书馆', kind: '局属单位' },
  ],
  people: [
    ['李国栋', 'liguodong', '局领导', '局长', '局长', '班子成员'],
    ['王建华', 'wangjianhua', '局领导', '常务副局长', '分管财务领导', '常务副局长', '班子成员', '分管领导@财务股', '分管领导@旅游股'],
    ['赵敏', 'zhaomin', '局领导', '纪检组长', '纪检领导', '班子成员', '分管领导@政工人事股'],
    ['陈立', 'chenli', '局领导', '副局长', '分管机关领导', '班子成员', '分管领导@办公室', '分管领导@体育股'],
    ['孙丽', 'sunli', '局领导', '工会主席', '分管工会领导', '班子成员', '分管领导@文化股', '分管领导@县文化馆', '分管领导@县图书馆'],
    ['周静', 'zhoujing', '财务股', '股长', '财务股', '股室负责人@财务股'],
    ['吴芳', 'wufang', '财务股', '会计', '财务股'],
    ['郑洁', 'zhengjie', '财务股', '出纳', '出纳'],
    ['冯涛', 'fengtao', '办公室', '主任', '办公室', '办公室主任', '股室负责人@办公室'],
    ['蒋雪', 'jiangxue', '办公室', '科员', '办公室', '考勤员'],
    ['鲁强', 'luqiang', '办公室', '驾驶员', '驾驶员'],
    ['彭涛', 'pengtao', '政工人事股', '股长', '政工人事股', '股室负责人@政工人事股'],
    ['谢芸', 'xieyun', '政工人事股', '科员', '政工人事股', '内审人员'],
    ['沈明', 'shenming', '文化股', '股长', '股室负责人@文化股'],
    ['秦岚', 'qinlan', '旅游股', '股长', '股室负责人@旅游股'],
    ['韩梅', 'hanmei', '旅游股', '科员'],
    ['罗成', 'luocheng', '体育股', '股长', '股室负责人@体育股'],
    ['杨帆', 'yangfan', '体育股', '科员'],
    ['邱实', 'qiushi', '县文化馆', '馆长', '股室负责人@县文化馆'],
    ['白雪', 'baixue', '县图书馆', '馆长', '股室负责人@县图书馆'],
    ['何平', 'heping', '办公室', '科员', '系统管理员'],
    ['许强', 'xuqiang', '办公室', '科员', '安全管理员'],
    ['曾岚', 'zenglan', '局领导', '四级调研员', '审计员'],
    ['陶然', 'taoran', '局领导', '二级主任科员', '内审人员'],
    ['田苗', 'tianmiao', '办公室', '科员', '资产管理员'],
  ].map((line) => person(line as unknown as Line)), // written as a table; the shape is the one above
};

/** 示范县站所管理局: money, books and goods in three hands, stations with heads of their own. */
export const STATIONS_BUREAU: SampleStaff = {
  departments: [
    { name: '局领导', kind: '局领导' },
    { name: '办公室', kind: '股室' },
    { name: '财务室', kind: '股室' },
    { name: '城关站', kind: '站所室' },
    { name: '河东所', kind: '站所室' },
    { name: '检测室', kind: '站所室' },
  ],
  people: [
    ['马志远', 'mazhiyuan', '局领导', '局长', '局长', '局领导'],
    ['宋文', 'songwen', '局领导', '副局长', '分管财务领导', '局领导'],
    ['唐敏', 'tangmin', '局领导', '副局长', '分管领导', '局领导'],
    ['高洁', 'gaojie', '财务室', '会计', '财务人员', '管账'],
    ['邓莉', 'dengli', '财务室', '出纳', '管钱'],
    ['曹军', 'caojun', '办公室', '主任', '办公室'],
    ['潘越', 'panyue', '办公室', '科员', '办公室', '管物'],
    ['董海', 'donghai', '城关站', '站长', '站所室负责人@城关站'],
    ['袁林', 'yuanlin', '河东所', '所长', '站所室负责人@河东所'],
    ['于洋', 'yuyang', '检测室', '主任', '站所室负责人@检测室'],
    ['余波', 'yubo', '城关站', '科员'],
    ['叶青', 'yeqing', '河东所', '科员'],
    ['魏来', 'weilai', '办公室', '科员', '系统管理员'],
    ['程诚', 'chengcheng', '办公室', '科员', '安全管理员'],
    ['尹航', 'yinhang', '局领导', '三级主任科员', '审计员'],
  ].map((line) => person(line as unknown as Line)), // as above
};
